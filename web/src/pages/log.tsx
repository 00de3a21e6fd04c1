import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Page } from "../api/types.ts";
import { StackedTable } from "../parts/stacked_table.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { useGet } from "../state/get.ts";
import { may, useDoor } from "../state/session.ts";
import type { Key } from "../words/en/book.ts";
import { useWords, type Words } from "../words/words.ts";

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
      <p class="note in-print">{line(who, refused, before.at(-1), words)}</p>
      <Shown got={got}>
        {({ items, next }) => (
          <>
            {items.length ? (
              <StackedTable
                label={words.say("log.questions")}
                columns={[
                  { title: words.say("log.when") },
                  { title: words.say("log.who"), names: true },
                  { title: words.say("log.what") },
                  { title: words.say("log.rows"), numeric: true },
                  { title: words.say("log.why") },
                  { title: words.say("log.entry") },
                ]}
                rows={items.map((row) => ({ key: row.entry, cells: question(row, proofs, words) }))}
              />
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

/** What was asked, for paper: there nobody can choose anything. */
function line(who: string, refused: boolean, before: string | undefined, words: Words): string {
  const told = [`${words.say("log.who")}: ${who || words.say("log.everybody")}`];
  if (refused) told.push(words.say("log.only_refused"));
  if (before) told.push(words.say("log.before", { entry: words.number(Number(before)) }));
  return told.join("; ");
}

function question(row: LogRow, proofs: boolean, words: Words): readonly ComponentChildren[] {
  const named = (key: string, bare: string) => {
    const said = words.say(key as Key);
    return said === key ? bare : said; // a table that came with a later version
  };
  return [
    words.moment(row.at_s),
    `${row.who} (${words.say(`shell.role.${row.role}` as Key)})`,
    <>
      {!row.allowed && <span class="chip chip-breach">{words.say("log.refused")}</span>}{" "}
      {words.say("log.did", { action: named(`log.action.${row.action}`, row.action), what: named(`log.table.${row.what}`, row.what) })}
      {row.question && <small> {row.question}</small>}
    </>,
    words.number(row.rows),
    row.purpose || row.reason,
    proofs ? (
      <a href={`/v1/proofs/${row.entry}`} download={`entry-${row.entry}.proof.json`}>
        {words.say("log.proof", { entry: words.number(row.entry) })}
      </a>
    ) : (
      words.number(row.entry)
    ),
  ];
}

function Holders() {
  const words = useWords();
  const got = useGet<Page<Holder>>("/v1/people");
  return (
    <section>
      <h2>{words.say("log.people")}</h2>
      <Shown got={got}>
        {({ items }) => items.length === 0 ? <Empty text={words.say("log.no_people")} /> : (
          <StackedTable
            label={words.say("log.people")}
            columns={[
              { title: words.say("log.who"), names: true },
              { title: words.say("log.role") },
              { title: words.say("log.key") },
            ]}
            rows={items.map(({ name, role, key }) => ({
              key: name,
              cells: [name, words.say(`shell.role.${role}` as Key), <code>{key}</code>],
            }))}
          />
        )}
      </Shown>
    </section>
  );
}
