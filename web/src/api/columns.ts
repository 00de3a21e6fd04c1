/** Columns as the server writes them for a map: a head in JSON, then each column as it lies in memory. */
export const COLUMNS_TYPE = "application/vnd.truceline.columns";

interface Head {
  readonly n: number;
  readonly id_width: number;
  readonly columns: readonly (readonly [name: string, kind: Kind, offset: number])[];
  readonly types: readonly string[];
  readonly statuses: readonly string[];
  readonly complete: boolean;
  readonly as_of: number;
}

const KINDS = { f64: Float64Array, i32: Int32Array, u16: Uint16Array, u8: Uint8Array };
type Kind = keyof typeof KINDS | "text";

/** Names by their turn, and the turn of a name; -1 for none. */
export interface Ids {
  at(turn: number): string | undefined;
  indexOf(id: string): number;
}

/** One row an incident; codes point into `types` and `statuses`. Where there is no place, its columns are NOWHERE. */
export interface MapColumns {
  readonly incident_id: Ids;
  readonly lon_e6: ArrayLike<number>;
  readonly lat_e6: ArrayLike<number>;
  readonly radius_m: ArrayLike<number>;
  readonly start_s: ArrayLike<number>;
  readonly end_s: ArrayLike<number>;
  readonly event_type: ArrayLike<number>;
  readonly types: readonly string[];
  readonly status: ArrayLike<number>;
  readonly statuses: readonly string[];
  readonly existence_ppm: ArrayLike<number>;
  readonly complete: boolean;
  readonly as_of: number;
}

export const NOWHERE = -(2 ** 31);

export function columnsOf(bytes: ArrayBuffer): MapColumns {
  const length = new DataView(bytes).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length))) as Head;
  const first = 4 + length;
  const columns = head.columns.map(([name, kind, offset]) => {
    const at = first + offset;
    if (kind === "text") return [name, new Names(new Uint8Array(bytes, at, head.n * head.id_width), head.id_width)];
    return [name, new KINDS[kind](bytes, at, head.n)];
  });
  const { types, statuses, complete, as_of } = head;
  return { ...Object.fromEntries(columns), types, statuses, complete, as_of };
}

/** Names of one width in one text: a string is made of a name when it is asked for. */
class Names implements Ids {
  readonly #text: string;
  readonly #width: number;

  constructor(ascii: Uint8Array, width: number) {
    this.#text = new TextDecoder().decode(ascii);
    this.#width = width;
  }

  at(turn: number): string | undefined {
    return this.#text.slice(turn * this.#width, (turn + 1) * this.#width).trimEnd() || undefined;
  }

  indexOf(id: string): number {
    const wanted = id.padEnd(this.#width);
    let at = this.#text.indexOf(wanted);
    while (at % this.#width > 0) at = this.#text.indexOf(wanted, at + 1);
    return at < 0 ? -1 : at / this.#width;
  }
}
