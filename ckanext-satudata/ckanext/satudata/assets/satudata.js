/* Satu Data: small comforts. Every page works without this file. */
(function () {
  "use strict";

  function each(selector, todo) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), todo);
  }

  /* A drop zone around a native file field, and the share of bytes sent while uploading. */
  each("[data-sd-drop]", function (zone) {
    var field = zone.querySelector("input[type=file]");
    var name = zone.querySelector("[data-sd-name]");
    function over(on) { return function (event) { event.preventDefault(); zone.classList.toggle("is-over", on); }; }
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", function (event) {
      over(false)(event);
      if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; show(); }
    });
    field.addEventListener("change", show);
    function show() { if (name) { name.textContent = field.files.length ? field.files[0].name : ""; } }
  });

  each("form[data-sd-upload]", function (form) {
    var status = form.querySelector("[data-sd-sent]");
    if (!status || !window.FormData) { return; }
    form.addEventListener("submit", function (event) {
      var field = form.querySelector("input[type=file]");
      if (!field.files.length) { return; }
      event.preventDefault();
      var request = new XMLHttpRequest();
      var share = 0;
      var stalled = 0;
      function waits(on) {
        window.clearTimeout(stalled);
        if (on) { stalled = window.setTimeout(function () { request.abort(); }, Number(form.dataset.sdStalled || 20000)); }
      }
      function broke() {
        waits(false);
        status.textContent = form.dataset.sdBroken.replace("{share}", share);
      }
      request.upload.addEventListener("load", function () { waits(false); });
      request.upload.addEventListener("progress", function (sent) {
        waits(sent.loaded < sent.total);
        if (!sent.lengthComputable) { return; }
        share = Math.round(100 * sent.loaded / sent.total);
        status.textContent = form.dataset.sdSending.replace("{share}", share);
      });
      request.addEventListener("load", function () {
        if (request.responseURL && request.status < 400 && request.responseURL !== form.action) {
          window.location.assign(request.responseURL);
        } else {
          document.open(); document.write(request.responseText); document.close();
        }
      });
      request.addEventListener("error", broke);
      request.addEventListener("abort", broke);
      request.open("POST", form.action);
      waits(true);
      request.send(new FormData(form));
    });
  });

  /* A page that waits: its panel (or only the piece of it that the panel names) is fetched again, and the page is opened
     anew when the work is done. */
  each("[data-sd-poll]", function (panel) {
    var now = panel.querySelector("[data-sd-now]");
    var piece = panel.dataset.sdPoll;
    var pause = piece ? 100 : 250;
    function ask() {
      fetch(piece, { credentials: "same-origin" }).then(function (answer) {
        if (answer.status >= 500) { throw answer; }
        if (answer.status !== 200 || answer.redirected) { window.location.reload(); return null; }
        return answer.text();
      }).then(function (text) {
        if (text === null) { return; }
        var fresh = document.createElement("div");
        fresh.innerHTML = text;
        if (fresh.innerHTML.trim() !== now.innerHTML.trim()) { now.innerHTML = text; }
        pause = Math.min(2000, pause * 1.06);
        window.setTimeout(ask, pause);
      }).catch(function () { window.setTimeout(ask, 5000); });
    }
    function again() {
      fetch(window.location.href, { credentials: "same-origin" }).then(function (answer) { return answer.text(); })
        .then(function (text) {
          var fresh = new DOMParser().parseFromString(text, "text/html").getElementById(panel.id);
          if (!fresh || !fresh.hasAttribute("data-sd-poll")) { window.location.reload(); return; }
          if (fresh.innerHTML !== panel.innerHTML) { panel.innerHTML = fresh.innerHTML; }
          pause = Math.min(2000, pause * 1.08);
          window.setTimeout(again, pause);
        }).catch(function () { window.setTimeout(again, 5000); });
    }
    window.setTimeout(piece ? ask : again, pause);
  });

  /* Fields save themselves when they are left: one save after the other, and the form is sent after the last. */
  each("form[data-sd-autosave]", function (form) {
    var status = form.querySelector("[data-sd-saved]");
    var running = false;
    var again = false;
    var leave = null;
    function say(text) { if (status) { status.textContent = text; } }
    function next() {
      running = false;
      if (leave) { leave(); } else if (again) { save(); }
    }
    function save() {
      again = running;
      if (running) { return; }
      running = true;
      var body = new FormData(form);
      body.set("autosave", "1");
      fetch(form.action, { method: "POST", body: body, credentials: "same-origin", headers: { Accept: "text/plain" } })
        .then(function (answer) { return answer.ok ? answer.text() : ""; })
        .then(say, function () { say(form.dataset.sdUnsaved); }).then(next);
    }
    form.addEventListener("change", save);
    form.addEventListener("submit", function (event) {
      if (!running) { return; }
      event.preventDefault();
      var button = event.submitter;
      leave = function () { leave = null; form.requestSubmit(button); };
    });
  });

  /* A field that is asked for only by another answer goes away while the answer is another one. */
  each("[data-sd-when]", function (field) {
    var form = field.closest("form");
    var parts = field.dataset.sdWhen.split("&").map(function (part) { return part.match(/^(\w+)(!?=)(.*)$/); });
    function holds(part) {
      var given = new FormData(form).getAll(part[1]).filter(Boolean);
      var within = given.some(function (value) { return part[3].split("|").indexOf(value) >= 0; });
      return given.length > 0 && within === (part[2] === "=");
    }
    function look() { field.hidden = !parts.every(holds); }
    form.addEventListener("change", look);
    look();
  });

  /* Copy a text: the button is shown only where it can do its work. */
  each("[data-sd-copy]", function (button) {
    if (!navigator.clipboard) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(document.getElementById(button.dataset.sdCopy).textContent).then(function () {
        button.textContent = button.dataset.sdDone;
      });
    });
  });

  each("[data-sd-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  /* A form is sent once. */
  each("form[method=post]:not([data-sd-upload])", function (form) {
    form.addEventListener("submit", function (event) {
      if (event.defaultPrevented) { return; }
      if (form.dataset.sdSent) { event.preventDefault(); return; }
      form.dataset.sdSent = "1";
      window.addEventListener("pageshow", function () { delete form.dataset.sdSent; });
    });
  });

  var summary = document.querySelector("[data-sd-summary]");
  if (summary) { summary.focus(); }
})();
