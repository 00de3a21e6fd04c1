import { useWords } from "../words/words.ts";

export default function Holding() {
  const words = useWords();
  return <h1>{words.say("page.holding")}</h1>;
}
