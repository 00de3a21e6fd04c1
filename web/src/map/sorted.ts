/**
 * `places` by a whole number of each, the smallest first; equal ones stay in the order given. The number and the place's
 * turn are packed into one double, exact below 2^53, so that plain numbers are sorted and no function is asked which of
 * two comes first. Most lists come in their order: that is looked at before.
 */
export function sortedBy(places: Uint32Array, key: (at: number) => number): Uint32Array {
  const n = places.length;
  const packed = new Float64Array(n);
  let inOrder = true;
  for (let turn = 0; turn < n; turn += 1) {
    packed[turn] = key(places[turn]!) * n + turn;
    if (turn && packed[turn]! < packed[turn - 1]!) inOrder = false;
  }
  if (inOrder) return places;
  packed.sort();
  const found = new Uint32Array(n);
  for (let turn = 0; turn < n; turn += 1) found[turn] = places[((packed[turn]! % n) + n) % n]!;
  return found;
}
