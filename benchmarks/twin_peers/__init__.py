"""What a user could pick instead of the twin: the reference clinic written for each, the best way we know.

R1 is one day of a practice: `given` tells its numbers and draws its inputs. R0 is the part of it that Ciw can say
(no rooms, no walk, no gate, other assistants for the closing). R2 is R1 for a year, with a backlog.
"""
