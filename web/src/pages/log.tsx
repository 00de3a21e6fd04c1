import { useState } from "preact/hooks";
import type { Page } from "../api/types.ts";
import { Empty, Shown } from "../parts/states.tsx";
import { useGet } from "../state/get.ts";
import { may, useDoor } from "../state/session.ts";
import type { Key } from "../words/en/book.ts";
import { useWords } from "../words/words.ts";

interface LogRow {
  readonly entry: number;
  readonly at_s: number;
  readonly who: string;
  readonly role: string;
  readonly action: string;
  readonly what: string;
  readonly question: string;
  readonly purpose: string;
  readonly rows: number;
  readonly allowed: boolean;
  readonly reason: string;
}

interface Holder {
  readonly name: string;
  readonly role: string;
  readonly key: string;
}

/** Who looked at what and why, who was refused, and who holds which role: what an auditor comes for. */
export default function Log() {
  const words = useWords();
  const { session } = useDoor();
  return (
    <div class="log">
      <h1>{words.say("page.log")}</h1>
      <p>{words.say("log.about")}</p>
      {may(session, "read log held") && <Questions />}
      {may(session, "read role held") && <Holders />}
    </div>
  );
}

function Questions() {
  const words = useWords();
  const { session } = useDoor();
  const [who, setWho] = useState("");
  const [refused, setRefused] = useState(false);
  const [before, setBefore] = useState<readonly string[]>([]);
  const asked = { limit: 50, who: who || undefined, refused: refused ? "true" : undefined, before: before.at(-1) };
  const got = useGet<Page<LogRow>>("/v1/log", asked);
  const people = useGet<Page<Holder>>(may(session, "read role held") ? "/v1/people" : null);
  const proofs = may(session, "read record held");
  return (
    <section>
      <h2>{words.say("log.questions")}</h2>
      <p class="log-filters">
        <label>
          {words.say("log.who")}{" "}
          <select
            value={who}
            onChange={(event) => {
              setWho(event.currentTarget.value);
              setBefore([]);
            }}
          >
            <option value="">{words.say("log.everybody")}</option>
            {people.value?.items.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>{" "}
        <label>
          <input
            type="checkbox"
            checked={refused}
            onChange={(event) => {
              setRefused(event.currentTarget.checked);
              setBefore([]);
            }}
          />{" "}
          {words.say("log.only_refused")}
        </label>{" "}
        {may(session, "export log held") && (
          <a href="/v1/log?limit=1000" download="log.json">
            {words.say("log.download")}
          </a>
        )}
      </p>
      <Shown got={got}>
        {({ items, next }) => (
          <>
            {items.length ? (
              <div class="scroll" tabIndex={0} role="region" aria-label={words.say("log.questions")}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{words.say("log.when")}</th>
                      <th scope="col">{words.say("log.who")}</th>
                      <th scope="col">{words.say("log.what")}</th>
                      <th scope="col">{words.say("log.rows")}</th>
                      <th scope="col">{words.say("log.why")}</th>
                      <th scope="col">{words.say("log.entry")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((row) => (
                      <Question key={row.entry} row={row} proofs={proofs} />
                    ))}
                  </tbody>
                </table>
              </div>
            ) : (
              <Empty text={words.say("log.nothing")} />
            )}
            <p>
              {before.length > 0 && (
                <button type="button" onClick={() => setBefore([])}>
                  {words.say("log.newest")}
                </button>
              )}{" "}
              {next && (
                <button type="button" onClick={() => setBefore((old) => [...old, String(items.at(-1)?.entry)])}>
                  {words.say("log.older")}
                </button>
              )}
            </p>
          </>
        )}
      </Shown>
    </section>
  );
}

function Question({ row, proofs }: { readonly row: LogRow; readonly proofs: boolean }) {
  const words = useWords();
  const named = (key: string, bare: string) => {
    const said = words.say(key as Key);
    return said === key ? bare : said; // a table that came with a later version
  };
  return (
    <tr>
      <td>{words.moment(row.at_s)}</td>
      <th scope="row">
        {row.who} ({words.say(`shell.role.${row.role}` as Key)})
      </th>
      <td>
        {!row.allowed && <span class="chip chip-breach">{words.say("log.refused")}</span>}{" "}
        {words.say("log.did", { action: named(`log.action.${row.action}`, row.action), what: named(`log.table.${row.what}`, row.what) })}
        {row.question && <small> {row.question}</small>}
      </td>
      <td>{words.number(row.rows)}</td>
      <td>{row.purpose || row.reason}</td>
      <td>
        {proofs ? (
          <a href={`/v1/proofs/${row.entry}`} download={`entry-${row.entry}.proof.json`}>
            {words.say("log.proof", { entry: words.number(row.entry) })}
          </a>
        ) : (
          words.number(row.entry)
        )}
      </td>
    </tr>
  );
}

function Holders() {
  const words = useWords();
  const got = useGet<Page<Holder>>("/v1/people");
  return (
    <section>
      <h2>{words.say("log.people")}</h2>
      <Shown got={got}>
        {({ items }) => (
          <div class="scroll" tabIndex={0} role="region" aria-label={words.say("log.people")}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.say("log.who")}</th>
                  <th scope="col">{words.say("log.role")}</th>
                  <th scope="col">{words.say("log.key")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ name, role, key }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{words.say(`shell.role.${role}` as Key)}</td>
                    <td>
                      <code>{key}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Shown>
    </section>
  );
}
