#!/usr/bin/env python3
"""Does the jobs of a queue outside the server, here by counting words. Needs Python 3 and nothing else:
MILLWRIGHT_URL=http://127.0.0.1:8080/api/v1 MILLWRIGHT_TOKEN=mw_... python3 worker.py texts"""
import json, os, socket, sys, threading, time, urllib.error, urllib.request

def post(path, body):
    request = urllib.request.Request(os.environ["MILLWRIGHT_URL"] + path, json.dumps(body).encode(), {
        "Authorization": "Bearer " + os.environ["MILLWRIGHT_TOKEN"], "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=90) as answer:
        return json.loads(answer.read() or "null")

def work(parameters, tell):  # what is yours to write: its result is the job's, what it raises is the job's error
    words = parameters["text"].split()
    tell("log", lines=[{"message": f"{len(words)} words"}])
    return {"words": len(words)}

def do(job):
    tell = lambda what, **said: post(f"/leases/{job['id']}/{what}", {"lease_token": job["lease_token"], **said})
    over = threading.Event()
    def beat():
        while not over.wait(20):  # the lease holds for a minute after each
            tell("heartbeat")
    threading.Thread(target=beat, daemon=True).start()
    try:
        ending = "complete", {"result": work(job["parameters"], tell)}
    except Exception as e:
        ending = "fail", {"error": {"code": "DATA_ERROR", "category": "PERMANENT", "message": repr(e)}}
    over.set()
    tell(ending[0], **ending[1])

while True:
    try:  # waits up to 20 s for a job to come
        for job in post(f"/queues/{sys.argv[1]}/claim", {"worker": socket.gethostname(), "wait": "PT20S"})["items"]:
            do(job)
    except OSError as e:  # also a 409: the lease was lost, another does the job now
        print(e, e.read().decode() if isinstance(e, urllib.error.HTTPError) else "", file=sys.stderr)
        time.sleep(1)
