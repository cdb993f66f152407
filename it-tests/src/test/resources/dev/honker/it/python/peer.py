"""Evaluates each line of its input as an expression, and answers by its value as JSON, or by the error."""

import json
import sys

import honker

db = honker.open(sys.argv[1])
names = {"db": db, "honker": honker, "json": json}
print("ready")
for line in sys.stdin:
    try:
        print(json.dumps(eval(line, names), default=str))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
