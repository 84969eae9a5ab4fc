import { init, registerTheme, use } from 'echarts/core';
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import {
	DataZoomInsideComponent,
	GridComponent,
	MarkAreaComponent,
	MarkLineComponent,
	TitleComponent,
	TooltipComponent
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { house } from './house.ts';

use([
	CustomChart,
	LineChart,
	ScatterChart,
	DataZoomInsideComponent,
	GridComponent,
	MarkAreaComponent,
	MarkLineComponent,
	TitleComponent,
	TooltipComponent,
	SVGRenderer
]);
registerTheme('house', house);

/** ECharts with the parts that our charts use. Large: the browser gets it only when a chart is touched. */
export { init };
