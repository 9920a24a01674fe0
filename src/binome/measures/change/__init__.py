"""Did it change? Control charts, before and after, side by side, and what a difference is made of.

Plain values in, frozen values out. What is said of them is a code with facts; the words are data.
SciPy and statsmodels are woken inside the functions that need them: half of the house never does.
"""
