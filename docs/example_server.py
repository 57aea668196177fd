"""A server that keeps the upload contract, in memory: python3 example_server.py [PORT]

Members of documents have names in ASCII, so that sorting by code points is that of RFC 8785."""
import base64, datetime, hashlib, http.server, json, re, sys, threading
KEPT, LOCK = {}, threading.Lock()

class Uploads(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        try:
            self.answer(*self.keep(self.rfile.read(int(self.headers["Content-Length"]))))
        except (ValueError, TypeError, LookupError) as error:
            self.answer(400, {"type": "/problems/not-an-envelope", "detail": str(error)})
    def keep(self, body):
        refuse = lambda status, name: (status, {"type": "/problems/" + name})
        if self.headers.get_content_type() != "application/json":
            return refuse(415, "wrong-content-type")
        promised = re.search("sha-256=:([^:]*):", self.headers.get("Content-Digest", ""))
        if promised and base64.b64decode(promised[1]) != hashlib.sha256(body).digest():
            return refuse(408, "damaged")
        sent = json.loads(body, parse_float=int)  # documents hold no fractions
        document, identity = sent["document"], (sent["v"], sent["kind"], sent["id"])
        if sent["v"] != 1 or sent["kind"] not in ("inspection", "photo", "attachment", "outcome"):
            return refuse(400, "unknown-version")
        if identity != tuple(document[name] for name in ("v", "kind", "id")):
            return refuse(422, "other-id")
        if self.headers.get("Idempotency-Key", '"%s"' % sent["id"]) != '"%s"' % sent["id"]:
            return refuse(422, "other-idempotency-key")
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digest = hashlib.sha256(text.encode()).hexdigest()
        if digest != sent["proof"]["sha256"]:
            return refuse(422, "wrong-digest")
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        with LOCK:  # keep `text` on the disk before anything is answered
            new = sent["id"] not in KEPT
            first = KEPT.setdefault(sent["id"], {"id": sent["id"], "sha256": digest, "received_at": now})
        return (201 if new else 200, first) if first["sha256"] == digest else refuse(409, "conflict")
    def answer(self, status, value):
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if status < 300 else "application/problem+json")
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int((sys.argv + ["8788"])[1])), Uploads)
    print("listening on http://%s:%d/api/v1/uploads" % server.server_address, flush=True)
    server.serve_forever()
