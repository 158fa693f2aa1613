/* The explorer as one file: the page's own data stand in for the server. */

import { go, networkOf } from "./address";
import { useEmbedded, type Embedded } from "./embedded";

const data = JSON.parse(document.getElementById("sco-graph-data")!.textContent!) as Embedded;
useEmbedded(data);
if (data.around && !location.hash) go(networkOf(data.around), true);
void import("./main");
