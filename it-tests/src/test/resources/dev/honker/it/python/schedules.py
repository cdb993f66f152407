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


def owners():
    """Who holds the lock of schedulers, also if its time is over."""
    return [row["owner"] for row in db.query("SELECT owner FROM _honker_locks WHERE name = 'honker-scheduler'")]


def start():
    """Leads until stop(), and answers when it has the lock; answers by the error if that is refused."""

    async def begin():
        before = owners()
        event = asyncio.Event()
        task = asyncio.create_task(scheduler.run(stop_event=event))
        while owners() in ([], before):
            await asyncio.wait([task], timeout=0.02)
            if task.done():
                return task.result()
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
