// Theme, menu and search. Works in files that were opened without a server, too.
(() => {
  'use strict';
  const page = document.documentElement;
  page.classList.add('js');
  const THEMES = ['auto', 'light', 'dark'];
  const MOST = 12;
  const kept = () => {
    try {
      return localStorage.getItem('pixelwhy-theme') || 'auto';
    } catch (refused) {
      return 'auto';
    }
  };
  page.dataset.theme = THEMES.includes(kept()) ? kept() : 'auto';

  const theme = (button) => {
    const show = () => { button.textContent = 'Theme: ' + page.dataset.theme; };
    button.addEventListener('click', () => {
      page.dataset.theme = THEMES[(THEMES.indexOf(page.dataset.theme) + 1) % THEMES.length];
      try {
        localStorage.setItem('pixelwhy-theme', page.dataset.theme);
      } catch (refused) {
        // Then it holds for this page only.
      }
      show();
    });
    show();
  };

  const menu = (button, contents) => button.addEventListener('click', () => {
    button.setAttribute('aria-expanded', String(contents.classList.toggle('open')));
  });

  // Every word must occur; titles count most, then headings, then the text.
  const rate = ([title, heading, , text], words) => {
    let sum = 0;
    for (const word of words) {
      const at = [title, heading, text].map((part) => part.toLowerCase().indexOf(word));
      if (at.every((place) => place < 0)) {
        return 0;
      }
      const whole = title.toLowerCase() === word || heading.toLowerCase() === word;
      sum += (whole ? 40 : 0) + (at[0] >= 0 ? 12 : 0) + (at[1] >= 0 ? 8 : 0) + (at[2] >= 0 ? 1 : 0);
    }
    return sum + (heading === '' ? 3 : 0);
  };

  const find = (text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return words.length === 0 ? [] : window.PIXELWHY_SECTIONS
      .map((section) => ({section, rating: rate(section, words)}))
      .filter((found) => found.rating > 0)
      .sort((a, b) => b.rating - a.rating)
      .slice(0, MOST)
      .map((found) => ({section: found.section, words}));
  };

  // What stands around the first of the words, with the words marked.
  const excerpt = (text, words) => {
    const places = words.map((word) => text.toLowerCase().indexOf(word)).filter((place) => place >= 0);
    const from = Math.max(0, Math.min(...(places.length ? places : [0])) - 40);
    const cut = (from > 0 ? '… ' : '') + text.slice(from, from + 150) + (from + 150 < text.length ? ' …' : '');
    const line = document.createElement('span');
    let rest = cut;
    while (rest) {
      const next = words.map((word) => [rest.toLowerCase().indexOf(word), word.length])
        .filter(([place]) => place >= 0).sort((a, b) => a[0] - b[0])[0];
      if (!next) {
        break;
      }
      const mark = document.createElement('mark');
      mark.textContent = rest.slice(next[0], next[0] + next[1]);
      line.append(rest.slice(0, next[0]), mark);
      rest = rest.slice(next[0] + next[1]);
    }
    line.append(rest);
    return line;
  };

  const search = (field, list) => {
    let chosen = -1;
    const choose = (index) => {
      const links = [...list.querySelectorAll('a')];
      chosen = links.length ? (index + links.length) % links.length : -1;
      links.forEach((link, i) => link.setAttribute('aria-selected', String(i === chosen)));
      if (chosen >= 0) {
        field.setAttribute('aria-activedescendant', links[chosen].id);
        links[chosen].scrollIntoView({block: 'nearest'});
      }
    };
    const close = () => {
      list.hidden = true;
      field.setAttribute('aria-expanded', 'false');
      field.removeAttribute('aria-activedescendant');
    };
    const show = () => {
      if (!window.PIXELWHY_SECTIONS || !field.value.trim()) {
        close();
        return;
      }
      const found = find(field.value);
      list.replaceChildren(...found.map(({section: [title, heading, address, text], words}, i) => {
        const link = document.createElement('a');
        link.href = page.dataset.root + address;
        link.id = 'found-' + i;
        link.setAttribute('role', 'option');
        const name = document.createElement('b');
        name.textContent = heading ? title + ' › ' + heading : title;
        link.append(name, excerpt(text, words));
        return link;
      }));
      if (found.length === 0) {
        const nothing = document.createElement('p');
        nothing.textContent = 'Nothing has all of these words. Try fewer or shorter ones.';
        list.append(nothing);
      }
      list.hidden = false;
      field.setAttribute('aria-expanded', 'true');
      choose(0);
    };
    const load = () => {
      if (!document.getElementById('index')) {
        const script = document.createElement('script');
        script.id = 'index';
        script.src = page.dataset.root + 'search-index.js';
        script.addEventListener('load', show);
        document.head.append(script);
      }
    };
    field.addEventListener('focus', load);
    field.addEventListener('input', show);
    field.addEventListener('keydown', (event) => {
      const links = list.querySelectorAll('a');
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
      } else if (event.key === 'Enter' && !list.hidden && links[chosen]) {
        links[chosen].click();
      } else if (event.key === 'Escape') {
        close();
      }
    });
    list.addEventListener('click', () => setTimeout(close));
    document.addEventListener('click', (event) => {
      if (!event.target.closest('.search')) {
        close();
      }
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === '/' && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
        event.preventDefault();
        field.focus();
      }
    });
  };

  document.addEventListener('DOMContentLoaded', () => {
    const by = (id) => document.getElementById(id);
    theme(by('theme'));
    menu(by('menu'), by('contents'));
    search(by('search'), by('found'));
  });
})();
