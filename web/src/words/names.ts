import taxonomy from "taxonomy:en";

/** The names of a section of the taxonomy ("event_type", "unit"), in its own order. */
export const namesIn = (section: string): readonly string[] =>
  Object.keys(taxonomy)
    .filter((key) => key.startsWith(`${section}.`))
    .map((key) => key.slice(section.length + 1));
