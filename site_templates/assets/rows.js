// The rows of a table, out of columnar data files.
"use strict";
(function () {
  // A column of a data file as a function from row number to value.
  function reader(column) {
    if (!column) return () => undefined;
    return column.i ? (row) => column.d[column.i[row]] : (row) => column.v[row];
  }

  SW.Rows = class {
    constructor(parts) {
      this.columns = parts[0].columns;
      this.export = parts[0].export;
      this.n = parts.reduce((sum, part) => sum + part.n, 0);
      this.parts = parts;
      this.starts = [];
      let start = 0;
      for (const part of parts) { this.starts.push(start); start += part.n; }
      this.readers = new Map();
      this.dictionaries = new Map();
    }

    values(name) {
      if (!this.readers.has(name)) {
        const readers = this.parts.map((part) => reader(part.cols[name]));
        const starts = this.starts;
        this.readers.set(name, readers.length === 1 ? readers[0] : function (row) {
          let part = readers.length - 1;
          while (starts[part] > row) part -= 1;
          return readers[part](row - starts[part]);
        });
      }
      return this.readers.get(name);
    }

    // A column as {words: [distinct values], codes: a place in words for each row}: filters and
    // orders look at each distinct value once, not at half a million rows.
    coded(name) {
      if (!this.dictionaries.has(name)) this.dictionaries.set(name, this.code(name));
      return this.dictionaries.get(name);
    }

    code(name) {
      const words = [], places = new Map(), codes = new Uint32Array(this.n);
      const place = (value) => {
        let found = places.get(value);
        if (found === undefined) { found = words.push(value) - 1; places.set(value, found); }
        return found;
      };
      this.parts.forEach((part, index) => {
        const cells = part.cols[name], start = this.starts[index];
        if (!cells) { codes.fill(place(undefined), start, start + part.n); return; }
        if (cells.i) {
          const mine = cells.d.map(place), from = cells.i;
          for (let row = 0; row < from.length; row += 1) codes[start + row] = mine[from[row]];
        } else {
          const from = cells.v;
          for (let row = 0; row < from.length; row += 1) codes[start + row] = place(from[row]);
        }
      });
      return { words, codes };
    }

    // Rows whose text in any column contains the words: dictionaries are searched once, not per row.
    matching(words) {
      const hit = new Uint8Array(this.n);
      const asked = words.toLowerCase();
      const test = (value) => value !== null && String(value).toLowerCase().includes(asked);
      this.parts.forEach((part, index) => {
        const start = this.starts[index];
        for (const column of this.columns) {
          const cells = part.cols[column.name];
          if (!cells || column.kind === "spark") continue;
          const shown = (value) => test(value) || (column.words[value] && test(column.words[value][0]));
          if (cells.i) {
            const good = cells.d.map(shown);
            if (good.includes(true)) cells.i.forEach((code, row) => { if (good[code]) hit[start + row] = 1; });
          } else {
            cells.v.forEach((value, row) => { if (shown(value)) hit[start + row] = 1; });
          }
        }
      });
      return hit;
    }
  };
})();
