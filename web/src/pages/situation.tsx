import { useWords } from "../words/words.ts";

export default function Situation() {
  const words = useWords();
  return <h1>{words.say("page.situation")}</h1>;
}
