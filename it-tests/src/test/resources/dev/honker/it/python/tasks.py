"""Knows tasks, enqueues calls of them and runs them, as it is told line by line."""

import asyncio
import json
import sys
import threading

import honker

db = honker.open(sys.argv[1])


@db.task(queue="python", name="py.greet")
def greet(name, times=1):
    return {"greeted": name, "times": times}


@db.task(queue="java", name="java.join")
def join(*args, **kwargs):
    raise NotImplementedError("runs in Java")


def run_workers(seconds):
    """Runs workers of the queue in the background."""

    async def main():
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(seconds, stop.set)
        await db.run_workers(queue="python", concurrency=2, stop_event=stop)

    threading.Thread(target=lambda: asyncio.run(main()), daemon=True).start()
    return True


names = {"db": db, "honker": honker, "json": json, "greet": greet, "join": join, "run_workers": run_workers}
print("ready")
for line in sys.stdin:
    try:
        print(json.dumps(eval(line, names), default=str))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
