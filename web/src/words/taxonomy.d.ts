declare module "taxonomy:en" {
  const words: Readonly<Record<string, import("./plural.ts").Phrase>>;
  export default words;
}
declare module "taxonomy:uk" {
  const words: Readonly<Record<string, import("./plural.ts").Phrase>>;
  export default words;
}
declare module "taxonomy:ru" {
  const words: Readonly<Record<string, import("./plural.ts").Phrase>>;
  export default words;
}
declare module "basemap:outlines" {
  const url: string;
  export default url;
}
