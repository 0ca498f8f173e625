/* Satu Data: keys for those who work through many submissions. They move and open; none of them decides. A switch turns
   them off (WCAG 2.1.4), and the browser remembers it. */
(function () {
  "use strict";

  var STORE = "satudata-keys";
  var panel = document.querySelector("[data-sd-keys]");
  if (!panel) { return; }
  var button = panel.querySelector("[data-sd-keys-switch]");
  var dialog = panel.querySelector("[data-sd-keys-dialog]");
  var said = panel.querySelector("[data-sd-keys-said]");
  var on = stored() !== "off";

  function stored() { try { return window.localStorage.getItem(STORE); } catch (refused) { return null; } }
  function store(value) { try { window.localStorage.setItem(STORE, value); } catch (refused) { return; } }

  function show() {
    button.setAttribute("aria-pressed", on ? "true" : "false");
    button.textContent = on ? said.dataset.on : said.dataset.off;
  }

  button.addEventListener("click", function () {
    on = !on;
    store(on ? "on" : "off");
    show();
    said.textContent = button.textContent;
  });
  panel.querySelector("[data-sd-keys-help]").addEventListener("click", help);
  panel.hidden = false;
  show();

  function help() { if (!dialog.open) { dialog.showModal(); } }

  function links() { return Array.prototype.slice.call(document.querySelectorAll("[data-sd-row] [data-sd-open]")); }

  function place(all) {
    var row = document.activeElement.closest ? document.activeElement.closest("[data-sd-row]") : null;
    return row ? all.findIndex(function (link) { return row.contains(link); }) : -1;
  }

  function move(by) {
    var all = links();
    if (!all.length) { return; }
    var here = place(all);
    var next = here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1);
    reach(all[next]);
  }

  function open() {
    var all = links();
    var here = place(all);
    if (here >= 0) { all[here].click(); }
  }

  /* Bring a field or heading before the eyes and under the cursor, opening what folds it away. */
  function reach(target) {
    if (!target) { return; }
    for (var up = target.parentElement; up; up = up.parentElement) { if (up.tagName === "DETAILS") { up.open = true; } }
    if (!target.matches("a, button, input, select, textarea, summary, [tabindex]")) { target.tabIndex = -1; }
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  function remark() {
    reach(document.querySelector("[data-sd-remark]") || document.querySelector("[id^='remark-']"));
  }

  function decision() { reach(document.querySelector("[data-sd-decision]") || document.querySelector("#keputusan")); }

  var KEYS = {
    j: function () { move(1); },
    k: function () { move(-1); },
    o: open,
    c: remark,
    d: decision,
    "?": help
  };

  function typing(target) {
    return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && target.type !== "checkbox"
      && target.type !== "radio";
  }

  document.addEventListener("keydown", function (event) {
    var todo = KEYS[event.key];
    if (!on || !todo || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { return; }
    if (typing(event.target) || dialog.open) { return; }
    event.preventDefault();
    todo();
  });
})();
