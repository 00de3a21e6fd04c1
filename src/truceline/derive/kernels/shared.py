# mypy: disable-error-code="no-any-return"
"""What two narrations share: three words in a row, the longest runs of the same words, sentences told in both."""

from __future__ import annotations

from truceline.compiled import inner
from truceline.derive.kernels.rows import BREAK, CAPITAL, KEY, NUMBER, ROLE, SENTENCE, STEM, Ints, mixed

SHINGLE = 3
#: how often the same three words are followed in one text; more is a formula, or an attack
_MOST_REPEATS = 8
#: runs that are looked at, and that are kept
MOST_RUNS, KEPT_RUNS = 2048, 40
#: a sentence goes back to one of the other text when half of its content words stand there
_SENTENCE_WORDS = 4
#: places of one word in the other text that are looked at
_MOST_PLACES = 32

# columns of a table of keys: key (0 for empty), first place, last that asked
T_KEY, T_FIRST, T_ASKED = range(3)


@inner
def clear(table: Ints, size: int) -> None:
    """Empty the first `size` slots; a power of two."""
    for k in range(size):
        table[k, T_KEY] = 0
        table[k, T_FIRST] = -1
        table[k, T_ASKED] = -1


@inner
def size_for(n: int) -> int:
    """Slots for n keys: a power of two."""
    size = 16
    while size < 2 * n:
        size *= 2
    return size


@inner
def slot_of(table: Ints, size: int, key: int) -> int:
    """Slot of a key, or the empty one where it belongs."""
    slot = (key >> 13) & (size - 1)
    while table[slot, T_KEY] != 0 and table[slot, T_KEY] != key:
        slot = (slot + 1) & (size - 1)
    return slot


@inner
def is_telling(role: int, stem: int) -> bool:
    """A word of the narrator's choice: content, no name, no figure."""
    return stem != 0 and role & (CAPITAL | NUMBER) == 0


@inner
def grams(rows: Ints, first: int, last: int, out: Ints) -> None:
    """Key of the three words that begin at each place; 0 where a gap interrupts them."""
    for k in range(first, last):
        whole = k + 2 < last and (rows[k + 1, ROLE] | rows[k + 2, ROLE]) & BREAK == 0
        out[k - first] = mixed(mixed(rows[k, KEY], rows[k + 1, KEY]), rows[k + 2, KEY]) | 1 if whole else 0


@inner
def index(keys: Ints, n: int, table: Ints, size: int, following: Ints) -> int:
    """Put places of keys into the table, those of one key in order; returns how many keys are distinct."""
    clear(table, size)
    distinct = 0
    for k in range(n - 1, -1, -1):
        if keys[k] != 0:
            slot = slot_of(table, size, keys[k])
            distinct += 1 if table[slot, T_KEY] == 0 else 0
            table[slot, T_KEY] = keys[k]
            following[k] = table[slot, T_FIRST]
            table[slot, T_FIRST] = k
    return distinct


@inner
def count_distinct(keys: Ints, n: int, table: Ints, size: int) -> int:
    """How many distinct keys there are; the table is used up."""
    clear(table, size)
    distinct = 0
    for k in range(n):
        if keys[k] != 0:
            slot = slot_of(table, size, keys[k])
            distinct += 1 if table[slot, T_KEY] == 0 else 0
            table[slot, T_KEY] = keys[k]
    return distinct


@inner
def count_shared(rows: Ints, a: int, keys: Ints, n: int, table: Ints, size: int) -> tuple[int, int]:
    """Distinct keys that stand in the table too, and how many of them have a word of the narrator's choice."""
    shared = telling = 0
    for k in range(n):
        if keys[k] == 0:
            continue
        slot = slot_of(table, size, keys[k])
        if table[slot, T_KEY] == 0 or table[slot, T_ASKED] >= 0:
            continue
        table[slot, T_ASKED] = k
        shared += 1
        for i in range(a + k, a + k + SHINGLE):
            if is_telling(rows[i, ROLE], rows[i, STEM]):
                telling += 1
                break
    return shared, telling


@inner
def _run_from(rows: Ints, i: int, a_end: int, j: int, b_end: int) -> int:
    length = SHINGLE
    while (
        i + length < a_end
        and j + length < b_end
        and rows[i + length, KEY] == rows[j + length, KEY]
        and (rows[i + length, ROLE] | rows[j + length, ROLE]) & BREAK == 0
    ):
        length += 1
    return length


@inner
def find_runs(
    rows: Ints, a: int, a_end: int, b: int, b_end: int, keys: Ints, table: Ints, size: int, following: Ints, runs: Ints
) -> int:
    """Every longest run of at least three words that are the same, as far as there is room; returns how many.

    A row of `runs`: length, place in a, place in b, counted from the beginning of each.
    """
    n = 0
    for i in range(a_end - a):
        if keys[i] == 0:
            continue
        j = table[slot_of(table, size, keys[i]), T_FIRST]
        repeats = 0
        while j >= 0 and repeats < _MOST_REPEATS and n < len(runs):
            begun = i > 0 and j > 0 and rows[a + i - 1, KEY] == rows[b + j - 1, KEY]
            if not begun or (rows[a + i, ROLE] | rows[b + j, ROLE]) & BREAK:
                runs[n, 0] = _run_from(rows, a + i, a_end, b + j, b_end)
                runs[n, 1] = i
                runs[n, 2] = j
                n += 1
            j = following[j]
            repeats += 1
    return n


@inner
def keep_apart(runs: Ints, n: int, taken_a: Ints, taken_b: Ints, kept: Ints) -> tuple[int, int, int]:
    """Greedy string tiling (Wise 1993): the longest runs first, without overlap.

    Returns how many of them are in `kept`, how many words all cover, and the length of the longest.
    """
    _longest_first(runs, n)
    m = covered = 0
    for r in range(n):
        length, i, j = runs[r, 0], runs[r, 1], runs[r, 2]
        free = taken_a[i] == 0 and taken_a[i + length - 1] == 0 and taken_b[j] == 0 and taken_b[j + length - 1] == 0
        for k in range(1, length - 1):
            if not free:
                break
            free = taken_a[i + k] == 0 and taken_b[j + k] == 0
        if free:
            for k in range(length):
                taken_a[i + k] = taken_b[j + k] = 1
            covered += length
            if m < len(kept):
                for column in range(3):
                    kept[m, column] = runs[r, column]
                m += 1
    return m, covered, runs[0, 0] if n else 0


@inner
def _before(runs: Ints, x: int, length: int, i: int, j: int) -> bool:
    """Whether row x comes before a run: longer, or earlier in a, or in b."""
    if runs[x, 0] != length:
        return runs[x, 0] > length
    return runs[x, 1] < i if runs[x, 1] != i else runs[x, 2] < j


@inner
def _longest_first(runs: Ints, n: int) -> None:
    gap = 1
    while gap < n // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for r in range(gap, n):
            length, i, j = runs[r, 0], runs[r, 1], runs[r, 2]
            at = r
            while at >= gap and not _before(runs, at - gap, length, i, j):
                for column in range(3):
                    runs[at, column] = runs[at - gap, column]
                at -= gap
            runs[at, 0], runs[at, 1], runs[at, 2] = length, i, j
        gap //= 3


@inner
def stems_in_sentences(rows: Ints, first: int, last: int, out: Ints, sentence: Ints) -> int:
    """Stems of content words and the number of the sentence each stands in, from 0; returns how many sentences."""
    n = 0
    for k in range(first, last):
        if k > first and rows[k, SENTENCE] != rows[k - 1, SENTENCE]:
            n += 1
        out[k - first] = rows[k, STEM]
        sentence[k - first] = n
    return n + 1


@inner
def sentence_sizes(stems: Ints, sentence: Ints, n: int, table: Ints, size: int, sizes: Ints) -> None:
    """Distinct stems of each sentence. `table` holds the stems; who asked last is used up."""
    for k in range(n):
        sizes[sentence[k]] = 0
    for k in range(n):
        if stems[k] != 0:
            slot = slot_of(table, size, stems[k])
            if table[slot, T_ASKED] != sentence[k]:
                table[slot, T_ASKED] = sentence[k]
                sizes[sentence[k]] += 1


@inner
def told(
    own: Ints,
    own_sentence: Ints,
    own_sizes: Ints,
    n: int,
    table: Ints,
    size: int,
    following: Ints,
    sentence: Ints,
    sizes: Ints,
    hits: Ints,
) -> tuple[int, int]:
    """Content words in sentences that one of the other text's sentences tells too, and in all sentences.

    `table`, `following`, `sentence` and `sizes` are the other text's; `hits` is scratch, one a sentence of it.
    """
    weight = found = 0
    k = 0
    while k < n:
        one = own_sentence[k]
        best = False
        begin = k
        while k < n and own_sentence[k] == one:
            k += 1
        if own_sizes[one] < _SENTENCE_WORDS:
            continue
        weight += own_sizes[one]
        for turn in range(2):  # count, then forget
            for w in range(begin, k):
                if own[w] == 0 or (best and turn == 0):
                    continue
                slot = slot_of(table, size, own[w])
                if turn == 0 and table[slot, T_ASKED] == one:
                    continue
                table[slot, T_ASKED] = one
                j = table[slot, T_FIRST]
                places = 0
                before = -1
                while j >= 0 and places < _MOST_PLACES:
                    s = sentence[j]
                    if turn:
                        hits[s] = 0
                    elif s != before:
                        hits[s] += 1
                        shorter = min(own_sizes[one], max(_SENTENCE_WORDS, sizes[s]))
                        best = best or 2 * hits[s] >= shorter
                    before = s
                    j = following[j]
                    places += 1
        found += own_sizes[one] if best else 0
    return found, weight
