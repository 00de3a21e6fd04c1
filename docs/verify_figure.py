# fmt: off
"""Check a Truceline proof without Truceline: Python 3.9 or newer and its standard library, offline:
    python3 verify_figure.py bulletin.proof.json [/counts/0/value_low] [KEY ...]
A KEY is the line name+hash+base64 of the record, or of a witness, as its owner gave it to you. Without one the keys in
the file are believed: that shows that one key signed it all, not whose. (RFC 6962, 8032, 8785; C2SP signed-note)"""
import base64, hashlib, json, sys, time
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
ROW, FIGURE = ("row", "commits", "path", "disclosed"), ("index", "pointer", "value", "path")
D = -121665 * pow(121666, -1, P) % P
def need(holds, words):
    if not holds: raise ValueError(words)
def exactly(part, *names): need(sorted(part) == sorted(names), "there are parts too many, or too few")
def sha(*data): return hashlib.sha256(b"".join(data)).digest()
def whole(digits): return need(abs(int(digits)) < 2**53, "a number is too large") or int(digits)
def canonical(value): return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
def read(text, decode, encode): return need(encode(decode(text)) == text, "bytes are misspelt") or decode(text)
def unhex(text): return read(text, bytes.fromhex, bytes.hex)
def unbase(text): return read(text, base64.b64decode, lambda data: base64.b64encode(data).decode())
def add(a, b):  # Ed25519: points of the curve
    k = D * a[0] * b[0] * a[1] * b[1] % P
    return (a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, P) % P
def times(n, a): return add(times(n // 2, add(a, a)), a if n % 2 else (0, 1)) if n else (0, 1)
def point(data):
    odd, y = divmod(int.from_bytes(data, "little"), 2**255)
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x if x * x % P == xx else x * pow(2, (P - 1) // 4, P) % P
    need(y < P and x * x % P == xx and (x or not odd), "a key or a signature is no point")
    return (x if x % 2 == odd else P - x), y
def signed(key, text, signature):
    h, s = (int.from_bytes(n, "little") for n in (hashlib.sha512(signature[:32] + key + text).digest(), signature[32:]))
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    return len(signature) == 64 and s < Q and times(s, base) == add(point(signature[:32]), times(h % Q, point(key)))
def climb(leaf, at, size, path):  # from a leaf to the root
    last, node = need(type(at) is int and 0 <= at < size, "there is no such leaf") or size - 1, sha(b"\0", leaf)
    for step in map(unhex, path):
        need(last and len(step) == 32, "a path does not fit")
        left = at % 2 or at == last
        while left and not at % 2: at, last = at // 2, last // 2
        node, at, last = sha(b"\1", step, node) if left else sha(b"\1", node, step), at // 2, last // 2
    return need(not last, "a path is too short") or node.hex()
def root(nodes):  # over all leaves
    pairs = [nodes[at:at + 2] for at in range(0, len(nodes), 2)]
    return root([sha(b"\1", *two) if two[1:] else two[0] for two in pairs]) if nodes[1:] else nodes[0].hex()
def opened(commits, fields):  # what was disclosed is what was committed to
    for name, field in fields.items():
        exactly(field, "salt", "value")
        commit = sha(canonical(["tl1", field["salt"], name, field["value"]])).hex()
        need(len(field["salt"]) == 32 and commits.get(name) == commit, "it was not committed to this " + name)
    return {name: field["value"] for name, field in fields.items()}
def figures(value, place=""):
    if not value or not isinstance(value, (dict, list)): return [[place, value]]
    names = sorted(value) if isinstance(value, dict) else range(len(value))
    return [one for n in names for one in figures(value[n], f"{place}/{str(n).replace('~', '~0').replace('/', '~1')}")]
def check_note(note, keys, given):  # size and root, if the record's key signed them
    text, _, below = note.rpartition("\n\n")
    (origin, size, top, *_), text, lines = text.split("\n"), text + "\n", [line.split(" ") for line in below.split("\n")]
    need(lines.pop() == [""] and [len(line) for line in lines] == [3] * len(keys), "keys and signatures do not match")
    for (dash, name, coded), key in zip(lines, keys):
        public, raw, said, when = unbase(key.split("+", 2)[2]), unbase(coded), b"", ", the record"
        mark = sha(name.encode(), b"\n", public)[:4]
        need(dash == "\u2014" and raw[:4] == mark and key.startswith(f"{name}+{mark.hex()}+"), "a key does not fit")
        need(len(public) == 33 and (public[0] == 4 or public[0] == 1 and name == origin), "somebody else signed it")
        if public[0] == 4:
            seconds, raw = int.from_bytes(raw[4:12], "big"), raw[8:]
            said, when = b"cosignature/v1\ntime %d\n" % seconds, time.strftime(", %Y-%m-%d", time.gmtime(seconds))
        need(signed(public[1:], said + text.encode(), raw[4:]), f"the signature of {name} does not hold")
        print(f"signed by {name}{when}: {'a key you gave' if key in given else 'whose key came with the file'}")
    need(any(k.startswith(origin + "+") and (k in given or not given) for k in keys), "the record's key did not sign it")
    return int(size), unbase(top).hex()
def check(data, pointer, given):
    proof, known = json.loads(data, parse_float=whole, parse_constant=whole, parse_int=whole), []
    more = [part for part in ("row", "figure", "bulletin") if part in proof][:1]
    exactly(proof, "format", "keys", "note", "index", "leaf", "path", "disclosed", *more)
    need(canonical(proof) + b"\n" == data and proof["format"] == "truceline-proof/1", "it is no proof, or was edited")
    size, top = check_note(proof["note"], proof["keys"], given)
    need(climb(proof["leaf"].encode(), proof["index"], size, proof["path"]) == top, "the record has no such entry")
    entry, part = json.loads(proof["leaf"]), proof.get("".join(more))
    shown = opened(entry["commits"], proof["disclosed"])
    print(f"entry {proof['index']} of {size}: {entry['type']}", canonical(shown).decode()[:9000])
    if more and more != ["bulletin"]: exactly(part, *{"row": ROW, "figure": FIGURE}[more[0]])
    if more == ["row"]:
        top = climb(b"".join(map(unhex, part["commits"])), part["row"], shown["rows"], part["path"])
        print("row:", opened(dict(zip(shown["fields"], part["commits"])), part["disclosed"]))
    elif more == ["figure"]:
        known, pointer = [[part["pointer"], part["value"]]], pointer or part["pointer"]
        top = climb(canonical(known[0]), part["index"], shown["figures"]["size"], part["path"])
    elif more:
        known = figures(part)
        top = len(known) == shown["figures"]["size"] and root([sha(b"\0", canonical(one)) for one in known])
    need(not more or top == (shown if "row" in more else shown["figures"])["root"], "it is not what the entry binds")
    asked = [one for one in known if pointer and f"{one[0]}/".startswith(f"{pointer}/")]
    need(not pointer or asked, f"it has no figure {pointer}")
    print(f"HOLDS. Figures in it: {len(known)}", *(f"\n{place} = {canonical(value).decode()}" for place, value in asked))
if __name__ == "__main__":
    places = [word.rpartition("#")[2] for word in sys.argv[2:] if word.startswith("/") or "#/" in word]
    keys = [word for word in sys.argv[2:] if word.count("+") > 1]
    fits = len(places) < 2 and len(places) + len(keys) == len(sys.argv[2:])
    try: need(fits, "ask for one place; keys have two +") or check(open(sys.argv[1], "rb").read(), "".join(places), keys)
    except Exception as error: sys.exit(f"DOES NOT HOLD: {error}")
