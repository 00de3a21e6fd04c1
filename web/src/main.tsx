import { render } from "preact";
import { PAGES } from "./pages/pages.ts";
import { placeOf } from "./router/url.ts";
import { App } from "./shell/app.tsx";

// the page that was asked for is fetched while the server says who is here; if it cannot be had, opening it says so
PAGES.find(({ page }) => page === placeOf(location.pathname).page)?.load().catch(() => undefined);

const place = document.getElementById("app");
if (place) render(<App />, place);
