import { SLIDE_SIZE, type Brand, type Place, type Report, type Slide, type SlideBox } from '@app/contract';
import pptxgen from 'pptxgenjs';
import { HEADING } from '../slides/parts.ts';
import { slidesOf } from '../slides/slides.ts';
import { logoIn } from './logo.ts';
import { completed } from './complete.ts';
import { FONT, LINE, TONE } from './theme.ts';

// a namespace by its types, the class itself at run time
const Presentation = pptxgen as unknown as typeof pptxgen.default;
type Presentation = InstanceType<typeof Presentation>;
type Drawn = ReturnType<Presentation['addSlide']>;

const FOOT = 7.02;
const plain = { margin: 0, color: TONE.ink };

/**
 * A report as a presentation of 16 by 9 that can be edited: native charts with their workbooks, native tables, notes.
 * The same report and brand make the same bytes.
 */
export async function pptxOf(report: Report, brand: Brand): Promise<Uint8Array> {
	const slides = slidesOf(report);
	const { data } = report;
	const file = new Presentation();
	file.defineLayout({ name: 'WIDE', width: SLIDE_SIZE.w, height: SLIDE_SIZE.h });
	file.layout = 'WIDE';
	file.theme = { headFontFace: FONT, bodyFontFace: FONT };
	file.title = `${slides[0]!.title}, ${data.organization}`;
	file.subject = slides[0]!.source;
	file.author = data.seal?.by ?? data.organization;
	masters(file, slides[0]!, brand, `Logo of ${data.organization}`);
	for (const slide of slides) {
		const drawn = file.addSlide({ masterName: slide.cover ? 'Cover' : 'Content' });
		drawn.addText(slide.title, { placeholder: 'title' });
		drawn.addText(slide.subtitle, { placeholder: 'subtitle' });
		slide.boxes.forEach((box, i) => addBox(drawn, box, i));
		drawn.addNotes(slide.notes);
	}
	const packed = await file.write({ outputType: 'uint8array' });
	return completed(packed as Uint8Array, slides, report, brand);
}

/** The two layouts that all slides are made by, and what stands on each of them. */
function masters(file: Presentation, { marks, source }: Slide, { logo }: Brand, altText: string): void {
	const placeholder = (name: string, type: 'title' | 'body', at: Place, fontSize: number, bold: boolean) => ({
		placeholder: {
			options: {
				...{ name, type, ...at, fontSize, bold, margin: 0, align: 'left' as const },
				...{
					valign: type === 'title' ? ('bottom' as const) : ('top' as const),
					color: type === 'title' ? TONE.ink : TONE.quiet
				}
			},
			text: ''
		}
	});
	const says = (text: string, at: Place, look: pptxgen.default.TextPropsOptions) => ({
		text: { text, options: { ...at, margin: 0, fontSize: 10, color: TONE.quiet, ...look } }
	});
	const mark = marks.join(' · ');
	const right = { align: 'right' as const, valign: 'middle' as const };
	file.defineSlideMaster({
		title: 'Cover',
		background: { color: 'FFFFFF' },
		objects: [
			{ rect: { x: 0, y: 0, w: 0.45, h: SLIDE_SIZE.h, fill: { color: 'accent6' } } },
			...(logo ? [{ image: { ...logoIn(logo, { x: 8.73, y: 0.7, w: 4, h: 1.1 }), altText } }] : []),
			...(mark
				? [says(mark, { x: 1.1, y: 0.9, w: 7, h: 0.4 }, { fontSize: 16, bold: true, color: TONE.finding })]
				: []),
			placeholder('title', 'title', { x: 1.1, y: 2.35, w: 11, h: 1.0 }, 36, true),
			placeholder('subtitle', 'body', { x: 1.1, y: 3.45, w: 11, h: 0.6 }, 20, false),
			says(source, { x: 1.1, y: FOOT, w: 11, h: 0.25 }, { valign: 'middle' })
		]
	});
	file.defineSlideMaster({
		title: 'Content',
		background: { color: 'FFFFFF' },
		objects: [
			{ rect: { x: 0, y: 0, w: SLIDE_SIZE.w, h: 0.1, fill: { color: 'accent6' } } },
			placeholder('title', 'title', { x: 0.6, y: 0.4, w: logo ? 10.6 : 12.133, h: 0.86 }, 24, true),
			placeholder('subtitle', 'body', { x: 0.6, y: 1.3, w: 12.133, h: 0.32 }, 12, false),
			...(logo ? [{ image: { ...logoIn(logo, { x: 11.4, y: 0.42, w: 1.333, h: 0.55 }), altText } }] : []),
			{ line: { x: 0.6, y: FOOT - 0.06, w: 12.133, h: 0, line: { color: LINE, width: 0.75 } } },
			says(source, { x: 0.6, y: FOOT, w: 8.6, h: 0.25 }, { valign: 'middle' }),
			...(mark
				? [says(mark, { x: 9.3, y: FOOT, w: 2.9, h: 0.25 }, { ...right, bold: true, color: TONE.finding })]
				: [])
		],
		slideNumber: { x: 12.3, y: FOOT, w: 0.433, h: 0.25, fontSize: 10, color: TONE.quiet, ...right, margin: 0 }
	});
}

function addBox(drawn: Drawn, box: SlideBox, i: number): void {
	const { at, heading, name } = box;
	const below = heading ? { ...at, y: at.y + HEADING, h: at.h - HEADING } : at;
	// names are unique on a slide: by them alternative texts find their place
	const objectName = `${name} ${i + 1}`;
	if (heading)
		drawn.addText(heading, {
			...{ ...at, h: HEADING, ...plain, fontSize: 12, bold: true, valign: 'top' },
			objectName: `${objectName}, heading`
		});
	if (box.kind === 'words') addWords(drawn, box, below, objectName);
	else if (box.kind === 'figures') addFigures(drawn, box, below, objectName);
	else if (box.kind === 'table') addTable(drawn, box, below, objectName);
	// its XML and workbook are put in when all is packed
	else
		drawn.addChart('bar', [{ name: '', labels: [''], values: [0] }], {
			...{ ...below, objectName, altText: box.alt }
		});
}

type Kind<Of extends SlideBox['kind']> = Extract<SlideBox, { kind: Of }>;

function addWords(drawn: Drawn, { words, bullets, points }: Kind<'words'>, at: Place, objectName: string) {
	drawn.addText(
		words.map((text) => ({
			text: text.replace(/\s+/g, ' '),
			options: { breakLine: true, ...(bullets && { bullet: { indent: 12 } }) }
		})),
		{ ...at, ...plain, fontSize: points, valign: 'top', paraSpaceAfter: points * 0.5, objectName }
	);
}

function addFigures(drawn: Drawn, { figures }: Kind<'figures'>, at: Place, objectName: string) {
	const wide = at.w / figures.length;
	figures.forEach(({ label, shown, notes }, i) => {
		const paragraph = { breakLine: true };
		drawn.addText(
			[
				{ text: label, options: { ...paragraph, fontSize: 12, color: TONE.quiet } },
				{ text: shown, options: { ...paragraph, fontSize: 24, bold: true, color: TONE.accent } },
				...notes.map((text) => ({ text, options: { ...paragraph, fontSize: 11, color: TONE.quiet } }))
			],
			{
				...at,
				x: at.x + i * wide,
				w: wide - 0.15,
				margin: 0,
				valign: 'top',
				objectName: `${objectName}.${i + 1}`
			}
		);
	});
}

function addTable(drawn: Drawn, { table }: Kind<'table'>, at: Place, objectName: string) {
	const { columns, rows, rowHeight, more } = table;
	const edge = (pt: number, color: string) => [
		...[{ type: 'none' as const }, { type: 'none' as const }],
		...[{ type: 'solid' as const, pt, color }, { type: 'none' as const }]
	];
	const align = (i: number): 'left' | 'right' => {
		const { format } = columns[i]!;
		return format === 'text' || format === 'day' ? 'left' : 'right';
	};
	const fontSize = rowHeight < 0.3 ? 10 : 11;
	const cell = (text: string, i: number, look: pptxgen.default.TableCellProps) => ({
		text,
		options: {
			align: align(i),
			border: edge(0.75, LINE),
			color: TONE.ink,
			...look
		} as pptxgen.default.TableCellProps
	});
	drawn.addTable(
		[
			columns.map(({ label }, i) =>
				cell(label, i, { color: TONE.quiet, bold: true, border: edge(1, TONE.light) as never })
			),
			...rows.map((row) => row.map(({ shown }, i) => cell(shown, i, {})))
		],
		{
			...{ x: at.x, y: at.y, w: at.w, colW: columns.map(({ width }) => width), rowH: rowHeight },
			...{ fontSize, valign: 'middle', margin: [0.02, 0.06, 0.02, 0.06], objectName }
		}
	);
	if (more)
		drawn.addText(more, {
			...{ x: at.x, y: at.y + rowHeight * (rows.length + 1), w: at.w, h: rowHeight, margin: 0 },
			...{ fontSize, color: TONE.quiet, valign: 'middle', objectName: `${objectName}, rest` }
		});
}
