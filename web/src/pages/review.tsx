import { useWords } from "../words/words.ts";

export default function Review() {
  const words = useWords();
  return <h1>{words.say("page.review")}</h1>;
}
