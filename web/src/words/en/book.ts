import taxonomy from "taxonomy:en";
import bulletins from "./bulletins.json";
import claims from "./claims.json";
import commission from "./commission.json";
import holding from "./holding.json";
import incident from "./incident.json";
import log from "./log.json";
import report from "./report.json";
import review from "./review.json";
import shell from "./shell.json";
import situation from "./situation.json";
import verify from "./verify.json";

export const pages = { ...shell, ...situation, ...incident, ...bulletins, ...verify, ...holding, ...commission, ...report, ...review, ...claims, ...log };
export type Key = keyof typeof pages;

export default { ...taxonomy, ...pages };
