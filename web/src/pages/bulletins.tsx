import { useWords } from "../words/words.ts";

export default function Bulletins() {
  const words = useWords();
  return <h1>{words.say("page.bulletins")}</h1>;
}
