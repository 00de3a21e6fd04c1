import type { Release } from "../api/cases.ts";
import type { Page } from "../api/types.ts";
import type { Got } from "../state/get.ts";
import type { OwnKey } from "../state/own_key.ts";
import { useSend } from "../state/send.ts";
import { may, useDoor } from "../state/session.ts";
import { useAnnounce } from "../state/said.ts";
import { useWords } from "../words/words.ts";
import { Refusal } from "./refusal.tsx";
import { Signing } from "./signing.tsx";
import { Empty, Shown } from "./states.tsx";

interface ReleasesProps {
  readonly got: Got<Page<Release>>;
  readonly own: OwnKey;
}

/** Bulletins that wait: each with its exact files to read, who signed, and the signature to add. */
export function Releases({ got, own }: ReleasesProps) {
  const words = useWords();
  const { session } = useDoor();
  const sending = useSend();
  const announce = useAnnounce();
  const make = async () => {
    const made = await sending.send<{ headline: string; draft: string | null }>("/v1/releases", {});
    if (!made) return;
    announce(words.say(made.draft ? "commission.draft_made" : "commission.released"));
    got.again();
  };
  return (
    <section class="releases">
      <h2>{words.say("commission.releases")}</h2>
      <Refusal problem={sending.problem} />
      {may(session, "add bulletin proposed") && (
        <p>
          <button type="button" disabled={sending.working} onClick={() => void make()}>
            {words.say(sending.working ? "commission.making" : "commission.make")}
          </button>
        </p>
      )}
      <Shown got={got}>
        {({ items }) =>
          items.length ? (
            items.map((release) => <Waiting key={release.day} release={release} own={own} onSigned={got.again} />)
          ) : (
            <Empty text={words.say("commission.no_releases")} />
          )
        }
      </Shown>
    </section>
  );
}

interface WaitingProps {
  readonly release: Release;
  readonly own: OwnKey;
  readonly onSigned: () => void;
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
    onSigned();
  };
  const open = !release.signed_by.includes(session.name) && may(session, "release bulletin proposed");
  return (
    <article class="release">
      <h3>{words.date(release.day)}</h3>
      {release.void ? (
        <p class="problem">{release.void}</p>
      ) : (
        <>
          <ul class="files">
            {release.files.map((file) => (
              <li key={file.name}>
                <a href={`${folder}/files/${encodeURIComponent(file.name)}`} target="_blank" rel="noreferrer">
                  {file.name}
                </a>
              </li>
            ))}
          </ul>
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
