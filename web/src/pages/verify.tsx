import { useWords } from "../words/words.ts";

export default function Verify() {
  const words = useWords();
  return <h1>{words.say("page.verify")}</h1>;
}
