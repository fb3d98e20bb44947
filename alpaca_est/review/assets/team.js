// A new link for somebody whose old one was used or is too old; curators only.

import { byId, make, word } from "./dom.js";
import { post } from "./outbox.js";

for (const button of document.querySelectorAll("[data-link]")) {
  button.addEventListener("click", async () => {
    const response = await post("link", { name: button.dataset.link }).catch(() => null);
    const told = response && response.ok ? await response.json() : null;
    const text = told ? told.link : word("status_error");
    byId("links").replaceChildren(make("p", {}, `${button.dataset.link}: `, make("code", {}, text)));
  });
}

