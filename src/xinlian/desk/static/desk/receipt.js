// The print button of a receipt.
"use strict";

document.getElementById("print")?.addEventListener("click", () => window.print());
