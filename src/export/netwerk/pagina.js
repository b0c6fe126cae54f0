"use strict";
(function () {
  var zoek = document.getElementById("zoek");
  var gemeente = document.getElementById("gemeente");
  var thema = document.getElementById("thema");
  var aantal = document.getElementById("aantal");
  var groepen = Array.prototype.slice.call(document.querySelectorAll("#lijst > section"));
  var anders = { "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe" };

  // The same spelling as the words in data-z.
  function vouw(tekst) {
    return tekst.replace(/´/g, "'").normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
      .replace(/[łøđıßæœ]/g, function (letter) { return anders[letter]; })
      .replace(/['’‘`]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function past(blok, nummer, woorden) {
    var g = blok.dataset.g, t = blok.dataset.t;
    if (gemeente.value && g && g.indexOf("|" + gemeente.value + "|") < 0) { return false; }
    if (thema.value && t.indexOf("|" + thema.value + "|") < 0) { return false; }
    if (nummer) { return blok.dataset.n.indexOf(nummer) >= 0; }
    return woorden.every(function (woord) {
      return blok.dataset.z.indexOf(woord) >= 0 || (/^\d{3,}$/.test(woord) && blok.dataset.n.indexOf(woord) >= 0);
    });
  }

  function filter() {
    var getypt = zoek.value.trim();
    var nummer = /^[\d\s+().\/-]{3,}$/.test(getypt) ? getypt.replace(/\D/g, "") : "";
    var woorden = vouw(getypt).split(" ").filter(Boolean);
    var gevonden = 0;
    groepen.forEach(function (groep) {
      var eigen = groep.querySelector("article"), ergens = false;
      groep.querySelectorAll("article").forEach(function (blok) {
        var ja = past(blok, nummer, woorden);
        blok.hidden = !ja;
        if (ja) { ergens = true; gevonden += 1; }
      });
      groep.hidden = !ergens;
      // The organisation stays in sight above what belongs to it.
      if (ergens && eigen) { eigen.hidden = false; }
    });
    aantal.textContent = gevonden === 0 ? "Niets gevonden. Kijk of u het goed hebt gespeld, of wis de filters."
      : gevonden === 1 ? "1 vermelding gevonden." : gevonden + " vermeldingen gevonden.";
  }

  function uitAdres() {
    var vraag = new URLSearchParams(location.hash.slice(1));
    if (vraag.has("zoek") || vraag.has("gemeente") || vraag.has("thema")) {
      zoek.value = vraag.get("zoek") || "";
      gemeente.value = vraag.get("gemeente") || "";
      thema.value = vraag.get("thema") || "";
    }
    filter();
  }

  zoek.addEventListener("input", filter);
  gemeente.addEventListener("change", filter);
  thema.addEventListener("change", filter);
  document.getElementById("wis").addEventListener("click", function () {
    zoek.value = gemeente.value = thema.value = "";
    filter();
    zoek.focus();
  });
  window.addEventListener("hashchange", uitAdres);
  document.getElementById("zoeken").hidden = false;
  uitAdres();
}());
