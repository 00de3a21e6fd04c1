import { useWords } from "../words/words.ts";

export default function Claims() {
  const words = useWords();
  return <h1>{words.say("page.claims")}</h1>;
}
