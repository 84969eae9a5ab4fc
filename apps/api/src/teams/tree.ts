import type { TeamStates } from '@app/contract';
import type { TeamBelow } from '@app/db';

/** A team in the order of the tree: `size` teams from it on lie in it, itself among them. */
type Placed = TeamBelow & { depth: number; size: number };

/** All teams of an area in the order of the tree, siblings by name. */
export function treeOf(areaId: string, below: TeamBelow[]): Placed[] {
	const children = Map.groupBy(below, ({ parentId }) => parentId);
	for (const siblings of children.values())
		siblings.sort((a, b) => (a.name < b.name || (a.name === b.name && a.key < b.key) ? -1 : 1));
	const placed: Placed[] = [];
	const visit = (team: TeamBelow, depth: number) => {
		const own: Placed = { ...team, depth, size: 0 };
		const from = placed.push(own) - 1;
		for (const child of children.get(team.id) ?? []) visit(child, depth + 1);
		own.size = placed.length - from;
	};
	const area = below.find(({ id }) => id === areaId);
	// the whole organization is no team: its roots have no parent
	for (const top of area ? [area] : (children.get(null) ?? [])) visit(top, area ? 0 : 1);
	return placed;
}

/** The places that each area of a tree takes among the teams of it that are eligible. */
export function areasOf(tree: Placed[], eligible: boolean[]): TeamStates['areas'] {
	let count = 0;
	const before = [0, ...eligible.map((one) => (count += Number(one)))];
	return tree.flatMap(({ key, name, depth, size }, i) => {
		const teams = before[i + size]! - before[i]!;
		return size > 1 && depth > 0 && teams > 0 ? { key, name, depth, from: before[i]!, teams } : [];
	});
}
