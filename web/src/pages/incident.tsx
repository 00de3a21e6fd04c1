import { useWords } from "../words/words.ts";

export default function Incident() {
  const words = useWords();
  return <h1>{words.say("page.incident")}</h1>;
}
