import type { Page } from "../api/types.ts";
import { titleOf } from "../parts/bulletin_title.ts";
import { Empty, Shown } from "../parts/states.tsx";
import { addressOf } from "../router/url.ts";
import { useGet } from "../state/get.ts";
import { useNews } from "../state/news.ts";
import { languageOf, ownName } from "../words/languages.ts";
import { useWords } from "../words/words.ts";

interface BulletinFile {
  readonly name: string;
  readonly url: string;
  readonly sha256: string;
}

interface BulletinRow {
  readonly bulletin_id: string;
  readonly day: string;
  readonly files: readonly BulletinFile[];
  readonly signed_by_two: boolean;
  readonly recalled: { readonly why: string; readonly at_s: number } | null;
}

/** What was released, for everybody alike: each bulletin in its languages, its data, its proof. */
export default function Bulletins() {
  const words = useWords();
  const got = useGet<Page<BulletinRow>>("/v1/bulletins");
  useNews(["bulletin"], () => got.again());
  return (
    <>
      <h1>{words.say("page.bulletins")}</h1>
      <p class="note">{words.say("bulletins.note")}</p>
      <Shown got={got}>
        {({ items }) =>
          items.length ? (
            <ol class="bulletins">
              {items.map((row) => (
                <Bulletin key={row.bulletin_id} row={row} />
              ))}
            </ol>
          ) : (
            <Empty text={words.say("bulletins.none")} />
          )
        }
      </Shown>
    </>
  );
}

function Bulletin({ row }: { readonly row: BulletinRow }) {
  const words = useWords();
  const pages = row.files.filter(({ name }) => name.endsWith(".html"));
  const others = row.files.filter(({ name }) => !name.endsWith(".html"));

  return (
    <li class={row.recalled ? "bulletin recalled" : "bulletin"}>
      <h2>{titleOf(row.day, words)}</h2>
      <p>
        {row.recalled && (
          <span class="chip chip-breach">{words.say("bulletins.recalled", { when: words.moment(row.recalled.at_s) })}</span>
        )}{" "}
        <span class={`chip ${row.signed_by_two ? "chip-no_breach" : ""}`}>
          {words.say(row.signed_by_two ? "bulletins.by_two" : "bulletins.by_one")}
        </span>
      </p>
      {row.recalled && <p>{row.recalled.why}</p>}
      <ul class="bulletin-pages">
        {pages.map(({ name, url }) => (
          <li key={name}>
            <a href={url} hreflang={languageOf(name)} lang={languageOf(name)}>
              {words.say("bulletins.read", { language: ownName(languageOf(name)) })}
            </a>
          </li>
        ))}
        {row.files.length > 0 && (
          <li>
            <a href={addressOf("verify", "", { day: row.day })}>{words.say("bulletins.check")}</a>
          </li>
        )}
      </ul>
      <details>
        <summary>{words.say("bulletins.files")}</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={`${words.say("bulletins.files")} ${row.day}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.say("incident.file")}</th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {[...pages, ...others].map(({ name, url, sha256 }) => (
                <tr key={name}>
                  <th scope="row">
                    <a href={url} download>
                      {name}
                    </a>
                  </th>
                  <td>
                    <code>{sha256}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </li>
  );
}
