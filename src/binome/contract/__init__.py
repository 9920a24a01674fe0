"""What is agreed: the aid contract, its dated amounts and objectives, and where it will stand.

`binome.contract.agreement` holds what was signed, `binome.contract.projected` what is told of it,
`binome.contract.projection.project` makes the one from the other, `binome.contract.letters` the facts of the letters.
"""
