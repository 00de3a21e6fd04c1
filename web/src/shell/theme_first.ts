// Runs before the first paint, so that a chosen dark page never flashes white.
import { applyTheme, keptTheme, printLight } from "./theme.ts";

applyTheme(keptTheme());
printLight();
