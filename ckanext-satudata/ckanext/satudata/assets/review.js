/* The decision panel: what does not fit fills the reasons, a reason brings its ready sentence. Nothing here is needed to decide. */
(function () {
  "use strict";
  var form = document.getElementById("keputusan");
  if (!form) { return; }
  var text = document.getElementById("field-text");
  var reasons = document.getElementById("alasan");

  function add(line) {
    if (!line || text.value.indexOf(line) !== -1) { return; }
    text.value = text.value ? text.value.replace(/\s*$/, "\n") + line : line;
  }
  function drop(line) {
    text.value = text.value.split("\n").filter(function (one) { return one !== line; }).join("\n");
  }
  function choose(code, on) {
    var box = document.getElementById("r-" + code);
    if (box && box.checked !== on) { box.checked = on; ready(box); }
  }
  function ready(box) {
    if (box.checked) { add(box.dataset.sdReady); } else { drop(box.dataset.sdReady); }
  }

  form.querySelectorAll("[name=reasons]").forEach(function (box) {
    box.addEventListener("change", function () { ready(box); });
  });
  form.querySelectorAll("[data-sd-wrong]").forEach(function (radio) {
    radio.addEventListener("change", function () {
      if (!radio.checked) { return; }
      reasons.open = true;
      add(radio.dataset.sdLine);
      choose(radio.dataset.sdWrong, true);
    });
  });
  form.querySelectorAll("[name=decision]").forEach(function (radio) {
    radio.addEventListener("change", function () {
      if (radio.checked && radio.value !== "approve") { reasons.open = true; }
    });
  });
})();
