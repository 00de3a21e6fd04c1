import { useState } from "preact/hooks";
import type { EvidencePicture } from "../api/detail.ts";
import { useWords } from "../words/words.ts";

interface PicturesProps {
  readonly pictures: readonly EvidencePicture[];
}

/** Pictures that came with the reports. Nothing of one can be seen until it is asked for, each by itself. */
export function Pictures({ pictures }: PicturesProps) {
  const words = useWords();
  return (
    <>
      <p class="note">{words.say("incident.pictures_note")}</p>
      <div class="pictures">
        {pictures.map((one, turn) => (
          <Picture key={one.sha256} picture={one} n={turn + 1} of={pictures.length} />
        ))}
      </div>
    </>
  );
}

interface PictureProps {
  readonly picture: EvidencePicture;
  readonly n: number;
  readonly of: number;
}

/** Muted, the server sends a few grey squares and no more: what was not asked for is not in the browser either. */
function Picture({ picture, n, of }: PictureProps) {
  const words = useWords();
  const [revealed, reveal] = useState(false);
  const [broken, setBroken] = useState(false);
  const told = {
    n: words.number(n),
    of: words.number(of),
    class: words.name("source_class", picture.source_class),
    when: words.moment(picture.received_s),
  };
  if (broken) return <p class="note">{words.say("incident.picture_broken")}</p>;
  return (
    <figure class={revealed ? "picture" : "picture muted"}>
      <img
        src={`/v1/evidence/${picture.sha256}/picture${revealed ? "?revealed=true" : ""}`}
        alt={words.say(revealed ? "incident.picture_shown" : "incident.picture_muted", told)}
        onError={() => setBroken(true)}
      />
      <figcaption>
        <button type="button" aria-pressed={revealed} onClick={() => reveal(!revealed)}>
          {words.say(revealed ? "incident.picture_mute" : "incident.picture_show", told)}
        </button>
        <span>{words.say("incident.picture_shown", told)}</span>
      </figcaption>
    </figure>
  );
}
