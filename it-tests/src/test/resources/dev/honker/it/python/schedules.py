"""Runs a scheduler, as it is told line by line."""

import asyncio
import json
import sys
import threading

import honker

db = honker.open(sys.argv[1])
scheduler = honker.Scheduler(db)
loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()
running = []


def start():
    """Leads until stop(); answers by the error if that is refused at once."""

    async def begin():
        event = asyncio.Event()
        task = asyncio.create_task(scheduler.run(stop_event=event))
        await asyncio.wait([task], timeout=0.5)
        if task.done():
            task.result()
        running.append((event, task))

    asyncio.run_coroutine_threadsafe(begin(), loop).result(timeout=30)
    return "leads"


def stop():
    """Ends it, which gives the lock back."""

    async def end():
        event, task = running.pop()
        event.set()
        await task

    asyncio.run_coroutine_threadsafe(end(), loop).result(timeout=30)
    return "stopped"


names = {"db": db, "honker": honker, "scheduler": scheduler, "start": start, "stop": stop}
print("ready")
for line in sys.stdin:
    try:
        print(json.dumps(eval(line, names), default=str))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
