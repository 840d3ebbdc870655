const ink = getComputedStyle(document.body).color;
/* The usual palette of colours that people with colour blindness can tell apart. */
const colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#8a6d00"];
const grey = "#888888";
for (const canvas of document.querySelectorAll("canvas[data-chart]")) {
  const data = JSON.parse(canvas.dataset.chart);
  const axis = (text) => ({
    type: "linear",
    title: { display: true, text, color: ink },
    ticks: { color: ink },
    grid: { color: "rgba(128, 128, 128, 0.25)" },
  });
  /* The two ends of a band, the space between them filled; the legend leaves them out. */
  const ends = (curve, i) =>
    [1, 2].map((end) => ({
      data: (curve.band || []).map((at) => ({ x: at[0], y: at[end] })),
      borderWidth: 0,
      pointRadius: 0,
      pointHitRadius: 0,
      backgroundColor: colors[i % colors.length] + "28",
      fill: end === 2 ? "-1" : false,
      band: true,
    }));
  const lines = data.curves.map((curve, i) => ({
    label: curve.name,
    data: curve.points.map(([x, y]) => ({ x, y })),
    borderColor: curve.behind ? grey : colors[i % colors.length],
    backgroundColor: curve.behind ? grey : colors[i % colors.length],
    borderDash: curve.behind ? [2 + 2 * (i % 4), 3] : i < colors.length ? [] : [6, 3],
    borderWidth: curve.behind ? 1 : 2,
    pointRadius: curve.behind || curve.points.length > 40 ? 0 : 2,
  }));
  const bands = data.curves.flatMap((curve, i) => (curve.band ? ends(curve, i) : []));
  new Chart(canvas, {
    type: "line",
    data: {
      datasets: [...bands, ...lines],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: "nearest", axis: "x", intersect: false },
      plugins: {
        legend: {
          labels: { color: ink, filter: (item, of) => !of.datasets[item.datasetIndex].band },
        },
        tooltip: { filter: (item) => !item.dataset.band },
      },
      scales: { x: axis(data.across), y: axis(data.up) },
    },
  });
}
