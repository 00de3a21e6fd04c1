import { useRef, useState } from "preact/hooks";
import { hindrance, LARGEST_BYTES, MOST_PICTURES, namedPicture, PICTURE_TYPES, type NamedPicture } from "../outbox/pictures.ts";
import { useOutbox } from "../state/outbox.ts";
import { useAnnounce } from "../state/said.ts";
import type { Key } from "../words/en/book.ts";
import { useWords } from "../words/words.ts";

interface PicturesProps {
  readonly id: string;
  readonly report: string;
  readonly pictures: readonly NamedPicture[];
  readonly onPictures: (pictures: readonly NamedPicture[]) => void;
}

/** The pictures that go with an observation. None is shown: what is in it may be hard to see, also here. */
export function PictureFields({ id, report, pictures, onPictures }: PicturesProps) {
  const words = useWords();
  const outbox = useOutbox();
  const announce = useAnnounce();
  const [refused, setRefused] = useState<Key | null>(null);
  const newest = useRef({ pictures, onPictures }); // a file takes a while to be kept, and more is written meanwhile
  newest.current = { pictures, onPictures };
  const told = { most: words.number(MOST_PICTURES), megabytes: words.number(LARGEST_BYTES / 1e6) };
  const size = (bytes: number) => words.say("report.picture_size", { megabytes: words.number(bytes / 1e6, 1) });
  const set = (all: readonly NamedPicture[]) => {
    newest.current.onPictures(all);
    newest.current = { ...newest.current, pictures: all };
  };
  const add = async (files: readonly File[]) => {
    setRefused(null);
    for (const file of files) {
      const wrong = hindrance(file, newest.current.pictures.length);
      if (wrong) return setRefused(wrong);
      const named = namedPicture(file);
      try {
        await outbox.keepPicture(report, named.name, await file.arrayBuffer());
      } catch {
        return setRefused("report.picture_not_kept"); // the device is full, or the file is gone
      }
      set([...newest.current.pictures, named]);
      announce(words.say("report.picture_added", { name: file.name }));
    }
  };
  const drop = (one: NamedPicture) => {
    set(newest.current.pictures.filter(({ name }) => name !== one.name));
    void outbox.dropPicture(report, one.name);
  };
  const choose = (event: Event & { readonly currentTarget: HTMLInputElement }) => {
    const files = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = ""; // the same file may be chosen again
    void add(files);
  };
  return (
    <div class="report-pictures">
      <div class={refused ? "field lacking" : "field"}>
        <label for={id}>{words.say("report.pictures")}</label>
        <input id={id} type="file" multiple accept={PICTURE_TYPES.join()} aria-describedby={`${id}-note`} onChange={choose} />
        <p id={`${id}-note`} class="field-note" role={refused ? "alert" : undefined}>
          {refused ? <strong>{words.say(refused, told)}</strong> : words.say("report.pictures_note", told)}
        </p>
      </div>
      {pictures.length > 0 && (
        <ul class="outbox">
          {pictures.map((one) => (
            <li key={one.name}>
              <span>{one.label}</span>
              <small>{size(one.bytes)}</small>
              <span class="outbox-acts">
                <button type="button" class="quiet" onClick={() => drop(one)}>
                  {words.say("report.picture_remove", { name: one.label })}
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
