import { useHere } from "../router/router.ts";
import { enterFrom } from "../router/url.ts";
import { useWords } from "../words/words.ts";

/** The way to sign in, which leads back to the page that is shown. */
export function SignIn() {
  const { path, search } = useHere();
  return <a href={enterFrom(path + search)}>{useWords().say("shell.sign_in")}</a>;
}
