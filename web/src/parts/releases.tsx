import { useState } from "preact/hooks";
import type { AskedRelease, Release, ReleasePage } from "../api/cases.ts";
import { addressOf } from "../router/url.ts";
import type { Got } from "../state/get.ts";
import type { OwnKey } from "../state/own_key.ts";
import { useSend } from "../state/send.ts";
import { may, useDoor } from "../state/session.ts";
import { useAnnounce } from "../state/said.ts";
import { languageOf, ownName } from "../words/languages.ts";
import { useWords } from "../words/words.ts";
import { AskBulletin } from "./ask_bulletin.tsx";
import { titleOf } from "./bulletin_title.ts";
import { Refusal } from "./refusal.tsx";
import { Signing } from "./signing.tsx";
import { Empty, Shown } from "./states.tsx";

interface ReleasesProps {
  readonly got: Got<ReleasePage>;
  readonly own: OwnKey;
}

/** Bulletins that are being made, and those that wait: each with its exact files to read, who signed, and the signature to add. */
export function Releases({ got, own }: ReleasesProps) {
  const words = useWords();
  const { session } = useDoor();
  const [published, setPublished] = useState(false);
  return (
    <section class="releases">
      <h2>{words.say("commission.releases")}</h2>
      {published && (
        <p class="waiting">
          <span>
            <strong>{words.say("commission.released")}</strong> <a href={addressOf("bulletins")}>{words.say("page.bulletins")}</a>
          </span>
        </p>
      )}
      {may(session, "add bulletin proposed") && <AskBulletin onAsked={got.again} />}
      <Shown got={got}>
        {({ items, asked }) => (
          <>
            {asked.map((one) => (
              <UnderWay key={one.id} asked={one} />
            ))}
            {items.map((release) => (
              <Waiting
                key={release.day}
                release={release}
                own={own}
                onSigned={(left) => {
                  if (left) setPublished(true);
                  got.again();
                }}
              />
            ))}
            {!items.length && !asked.length && <Empty text={words.say("commission.no_releases")} />}
          </>
        )}
      </Shown>
    </section>
  );
}

/** One that is still to be made, or could not be. */
function UnderWay({ asked }: { readonly asked: AskedRelease }) {
  const words = useWords();
  const about = { kind: words.say(`commission.kind_${asked.kind}`), name: asked.asked_by, when: words.moment(asked.asked_s) };
  if (asked.state === "failed") {
    return (
      <div class="problem">
        <p>{words.say("commission.not_made", about)}</p>
        <p>
          {asked.problem?.detail} {asked.problem?.advice}
        </p>
      </div>
    );
  }
  return (
    <p class="under-way" aria-live="polite">
      {words.say(asked.state === "working" ? "commission.being_made" : "commission.to_be_made", about)}
    </p>
  );
}

interface WaitingProps {
  readonly release: Release;
  readonly own: OwnKey;
  /** `left`: with this signature the bulletin has left the house. */
  readonly onSigned: (left: boolean) => void;
}

function Waiting({ release, own, onSigned }: WaitingProps) {
  const words = useWords();
  const { session } = useDoor();
  const sending = useSend();
  const announce = useAnnounce();
  const folder = `/v1/releases/${encodeURIComponent(release.day)}`;
  const send = async (note: string) => {
    const told = await sending.send<{ released: readonly string[] }>(`${folder}/signatures`, { note });
    if (!told) return;
    announce(words.say(told.released.length ? "commission.released" : "commission.signed_waits"));
    onSigned(told.released.length > 0);
  };
  const pages = release.files.filter(({ name }) => name.endsWith(".html"));
  const others = release.files.filter(({ name }) => !name.endsWith(".html"));
  const link = (name: string, said: string) => (
    <li key={name}>
      <a href={`${folder}/files/${encodeURIComponent(name)}`} target="_blank" rel="noreferrer">
        {said}
      </a>
    </li>
  );
  const open = !release.signed_by.includes(session.name) && may(session, "release bulletin proposed");
  return (
    <article class="release">
      <h3>{titleOf(release.day, words)}</h3>
      {release.void ? (
        <Void release={release} onAsked={() => onSigned(false)} />
      ) : (
        <>
          <ul class="files">{pages.map(({ name }) => link(name, words.say("bulletins.read", { language: ownName(languageOf(name)) })))}</ul>
          <details>
            <summary>{words.say("bulletins.others")}</summary>
            <ul class="files">{others.map(({ name }) => link(name, name))}</ul>
          </details>
          <p>
            {release.signed_by.length
              ? words.say("commission.signed_by", { names: release.signed_by.join(", ") })
              : words.say("commission.signed_by_nobody")}
          </p>
          <Refusal problem={sending.problem} />
          {open && <Signing statement={release.statement} own={own} working={sending.working} onSigned={(n) => void send(n)} />}
        </>
      )}
    </article>
  );
}

/** A draft that cannot be signed any more, and the way to have it made again of the same days. */
function Void({ release, onAsked }: { readonly release: Release; readonly onAsked: () => void }) {
  const words = useWords();
  const { session } = useDoor();
  const sending = useSend();
  const announce = useAnnounce();
  const again = async () => {
    if (!(await sending.send<AskedRelease>(`/v1/releases/${encodeURIComponent(release.day)}/again`, {}))) return;
    announce(words.say("commission.asked"));
    onAsked();
  };
  return (
    <>
      <p class="problem">{release.void}</p>
      <Refusal problem={sending.problem} />
      {may(session, "add bulletin proposed") && (
        <p>
          <button type="button" disabled={sending.working} onClick={() => void again()}>
            {words.say("commission.make_again")}
          </button>
        </p>
      )}
    </>
  );
}
