// Trend charts. Only the ECharts parts in use are bundled. Loaded by pages with a chart.
// Canvas and rich-text tooltip: ECharts' SVG and HTML output carry style attributes, which the content security policy forbids.
import * as echarts from 'echarts/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// <script type="application/json" data-chart="id of the box">{"months":[…],"rate":[…],"target":85,"targetLabel":"目标 85%"}</script>
document.querySelectorAll('script[data-chart]').forEach((source) => {
  const box = document.getElementById(source.dataset.chart), { months, rate, target, targetLabel } = JSON.parse(source.textContent);
  const chart = echarts.init(box, null, { renderer: 'canvas' });
  const font = { fontFamily: css('--font-sans'), fontSize: 13, color: css('--ink-500') };
  const line = { lineStyle: { color: css('--paper-200') } };
  const last = rate.length - 1, known = rate.filter((v) => v != null);
  const min = Math.max(0, Math.floor((Math.min(...known, target ?? 100) - 5) / 10) * 10);
  chart.setOption({
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    textStyle: font,
    grid: { left: 44, right: 64, top: 20, bottom: 30 },
    tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: (v) => (v == null ? '—' : v + '%') },
    xAxis: { type: 'category', data: months, boundaryGap: false, axisTick: { show: false }, axisLine: line, axisLabel: { ...font, interval: 1 } },
    yAxis: { type: 'value', min, max: 100, interval: 10, axisLabel: { ...font, formatter: '{value}%' }, splitLine: line },
    series: [{
      type: 'line', data: rate, symbol: 'circle', symbolSize: (_, p) => (p.dataIndex === last ? 10 : 0),
      lineStyle: { width: 2.5, color: css('--pine-700') }, itemStyle: { color: css('--pine-700') },
      endLabel: { show: true, formatter: '{c}%', color: css('--ink-900'), fontWeight: 600, fontSize: 14 },
      markLine: target == null ? undefined : {
        silent: true, symbol: 'none', lineStyle: { color: css('--lamp-700'), type: [5, 4], width: 1.5 }, data: [{ yAxis: target }],
        label: { formatter: targetLabel || '目标 ' + target + '%', color: css('--lamp-700'), position: 'insideStartTop', fontSize: 13 },
      },
    }],
  });
  addEventListener('resize', () => chart.resize());
});
