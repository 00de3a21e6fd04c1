"""check_accounts: what a store of accounts and sessions promises."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec

from truceline.model.accounts import Account, Failures, Session
from truceline.model.errors import UsageError
from truceline.ports import Accounts
from truceline.testing.rules import demand

_ANNA = Account("anna", "$argon2id$1", b"\x00sealed\xff", "sub-1", 10, 20)
_BERT = Account("bert", made_s=11, changed_s=11)
_HOUR_S = 3_600


def check_accounts(factory: Callable[[], Accounts]) -> None:
    """Raises NotConformantError for the first broken promise of `ports.Accounts`.

    Args:
        factory: opens the store; called several times, and each must find what was kept before. Empty at first.
    """
    first = factory()
    demand(
        first.accounts() == () and first.account("anna") is None, "empty", "a new store has accounts", "nobody is in"
    )
    _check_accounts(first)
    demand(
        factory().accounts() == (_ANNA, _BERT), "durable", "a second opening does not find all", "what was put stays"
    )
    _check_codes(factory)
    _check_sessions(factory)
    _check_failures(factory())
    _check_answers(factory)
    _check_removal(factory())


def _check_accounts(store: Accounts) -> None:
    store.put(_BERT)
    store.put(_ANNA)
    demand(store.accounts() == (_ANNA, _BERT), "accounts", "they are not sorted by name", "answers are ordered")
    demand(store.account("anna") == _ANNA, "account", "it comes back otherwise", "a hash and a secret are bytes")
    demand(
        store.account_of("sub-1") == _ANNA, "subject", "it does not lead to its account", "a provider names subjects"
    )
    demand(store.account_of("") is None, "subject", "the empty one leads to somebody", "most accounts have none")
    try:
        store.put(msgspec.structs.replace(_BERT, subject="sub-1"))
    except UsageError:
        pass
    else:
        demand(False, "subject", "two accounts have the same", "one of them would sign in as the other")
    for strange in ("SUB-1", "sub-1 ", " sub-1", "sub-", "sub-1\n", "sub%", "' OR 1=1 --"):
        demand(store.account_of(strange) is None, "subject", f"{strange!r} is somebody", "subjects are exact")
    store.put(msgspec.structs.replace(_ANNA, subject=""))
    demand(store.account_of("sub-1") is None, "subject", "it stays after it was taken away", "she signs in no more")
    store.put(msgspec.structs.replace(_BERT, subject="sub-1"))
    found = store.account_of("sub-1")
    demand(found is not None and found.name == "bert", "subject", "it does not go to another", "people are mistaken")
    store.put(_BERT)
    changed = msgspec.structs.replace(_ANNA, password="$argon2id$2")
    store.put(changed)
    demand(store.account("anna") == changed, "put", "it does not replace", "passwords change")
    store.put(_ANNA)
    for strange in ("ANNA", "anna ", "", "anna\x00", "' OR 1=1 --"):
        demand(store.account(strange) is None, "account", f"{strange!r} is somebody", "names are exact")


def _check_codes(factory: Callable[[], Accounts]) -> None:
    store = factory()
    demand(store.use_step("anna", 100), "use_step", "a fresh step was used already", "a code is good once")
    for step in (100, 99):
        demand(
            not factory().use_step("anna", step), "use_step", f"step {step} after 100 is good", "a code is good once"
        )
    demand(store.use_step("anna", 101), "use_step", "the next step is not good", "the next code is")
    demand(not store.use_step("nobody", 1), "use_step", "a code of nobody is good", "there is no such account")
    store.put(msgspec.structs.replace(_ANNA, password="$argon2id$3"))
    demand(not store.use_step("anna", 101), "use_step", "another password makes codes new", "they are used up")
    store.put(_ANNA)
    _check_reseal(store)
    store.put_spares("anna", ["h1", "h2"])
    store.put_spares("anna", ["h2", "h3"])
    demand(store.spares("anna") == 2, "spares", "earlier ones are left", "new ones replace all")
    demand(not store.use_spare("anna", "h1"), "use_spare", "a replaced one is good", "new ones replace all")
    demand(not store.use_spare("bert", "h2"), "use_spare", "anna's is good for bert", "each has their own")
    good = _at_once(lambda: factory().use_spare("anna", "h2"))
    demand(good == 1, "use_spare", f"one was used {good} times at once", "a code is good once")
    good = _at_once(lambda: factory().use_step("anna", 200))
    demand(good == 1, "use_step", f"one was used {good} times at once", "a code is good once")


def _check_reseal(store: Accounts) -> None:
    sealed = b"\x01under another key"
    demand(store.reseal_secret("anna", _ANNA.secret, sealed), "reseal_secret", "it is refused", "keys turn")
    kept = store.account("anna")
    right = kept == msgspec.structs.replace(_ANNA, secret=sealed)
    demand(right, "reseal_secret", "it is not what is kept, or more was changed", "the secret is the same")
    demand(not store.use_step("anna", 101), "reseal_secret", "it makes codes new", "they are used up")
    late = store.reseal_secret("anna", _ANNA.secret, b"late")
    demand(not late and store.account("anna") == kept, "reseal_secret", "it undoes another", "a new phone came between")
    demand(not store.reseal_secret("nobody", b"", b"x"), "reseal_secret", "nobody has one", "there is no such account")
    store.reseal_secret("anna", sealed, _ANNA.secret)


def _check_sessions(factory: Callable[[], Accounts]) -> None:
    store = factory()
    one = Session("t1", "anna", "password", 7, "a1", 1_000, 1_000, 9_000)
    two = msgspec.structs.replace(one, token_sha256="t2", how="provider", ends_s=5_000)
    other = msgspec.structs.replace(one, token_sha256="t3", person="bert", how="keyboard", grant=-1)
    for session in (two, one, other):
        store.begin(session)
    demand(factory().session("t1") == one, "session", "it comes back otherwise", "it is kept as it began")
    demand(store.session("t4") is None, "session", "one that never began is there", "absence must be seen")
    demand(store.sessions("anna") == (one, two), "sessions", "they are not those of the person, sorted", "to end them")
    store.seen("t1", 4_000)
    store.seen("t1", 3_000)
    seen = store.session("t1")
    demand(seen is not None and seen.seen_s == 4_000, "seen", "it went back", "requests come out of order")
    store.sweep(5_000, 3_000, _HOUR_S)
    demand(store.session("t2") is None, "sweep", "one that ended is there", "no session outlives its end")
    demand(store.session("t3") is None, "sweep", "one that lay idle is there", "nobody sits there any more")
    demand(store.session("t1") is not None, "sweep", "one in use is gone", "somebody works with it")
    demand(store.end("t1") and not store.end("t1"), "end", "it does not end once", "signing out ends it")
    for session in (two, one, other):
        store.begin(session)
    store.know("b1", "anna", 9_000)
    demand(store.is_known("b1", "anna", 8_999), "know", "the browser is not known", "it was signed in with")
    demand(not store.is_known("b1", "bert", 8_999), "know", "it is known for somebody else", "each has their own")
    demand(not store.is_known("b1", "anna", 9_000), "know", "it is known for ever", "it ends")
    demand(store.end_all("anna") == 2, "end_all", "it says another number", "people want to know")
    demand(store.sessions("anna") == () and len(store.sessions("bert")) == 1, "end_all", "wrong ones", "one person's")
    demand(not store.is_known("b1", "anna", 1), "end_all", "a browser is known on", "it may be the thief's")


def _check_failures(store: Accounts) -> None:
    demand(store.failures("name:x") == Failures(), "failures", "there are some before any", "it begins with none")
    for n in (1, 2, 3):
        failures = store.failed("name:x", 100 + n, 50)
        demand(failures == Failures(n, 100 + n), "failed", f"the count is {failures.count}", "each one counts")
    demand(store.failed("name:x", 200, 50) == Failures(1, 200), "failed", "old ones count on", "they are forgotten")
    demand(store.failures("name:y") == Failures(), "failures", "another name has them", "each has their own")
    store.forgive("name:x")
    demand(store.failures("name:x") == Failures(), "forgive", "they are not forgiven", "somebody signed in")


def _check_answers(factory: Callable[[], Accounts]) -> None:
    store = factory()
    demand(store.claim("anna", "k", "r1", 10_000, 60) is None, "claim", "a new one is taken", "it is the caller's")
    running = factory().claim("anna", "k", "r1", 10_059, 60)
    demand(running is not None and running.status == 0, "claim", "it is given twice", "the first is still at it")
    demand(store.claim("bert", "k", "r1", 10_000, 60) is None, "claim", "keys are shared", "each has their own")
    store.answered("anna", "k", 201, "application/json", b"\x00{}")
    kept = factory().claim("anna", "k", "r2", 99_999, 60)
    shown = kept is not None and (kept.request_sha256, kept.status, kept.body) == ("r1", 201, b"\x00{}")
    demand(shown, "answered", "the answer is not kept", "a request that comes twice is answered the same")
    demand(
        store.claim("bert", "k", "r1", 10_060, 60) is None, "claim", "a cut off one is lost", "it can be tried again"
    )
    store.unclaim("bert", "k")
    demand(store.claim("bert", "k", "r1", 10_061, 60) is None, "unclaim", "it is not given back", "it failed")
    got = _at_once(lambda: factory().claim("anna", "k2", "r", 10_000, 60) is None)
    demand(got == 1, "claim", f"one was given {got} times at once", "a request is answered once")


def _check_removal(store: Accounts) -> None:
    store.begin(Session("t9", "anna", "password", 7, "a1", 1, 1, 9))
    demand(store.remove("anna") and not store.remove("anna"), "remove", "it is not removed once", "people leave")
    gone = store.account("anna") is None and store.session("t9") is None and store.spares("anna") == 0
    demand(gone, "remove", "something of it is left", "a session without an account is a back door")
    demand(store.account("bert") == _BERT, "remove", "another one is gone", "only one was named")


def _at_once(attempt: Callable[[], bool]) -> int:
    """How often it works when eight try at once."""
    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(lambda _: attempt(), range(8)))
