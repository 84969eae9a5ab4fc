import type { TeamStates } from '@app/contract';
import type { TeamBelow } from '@app/db';

export type Tree = { teams: TeamBelow[]; areas: TeamStates['areas'] };

/**
 * The eligible teams of an area in the order of the tree, siblings by name, and the places that each area below it
 * takes among them.
 */
export function treeOf(areaId: string, below: TeamBelow[]): Tree {
	const children = Map.groupBy(below, ({ parentId }) => parentId);
	for (const siblings of children.values())
		siblings.sort((a, b) => (a.name < b.name || (a.name === b.name && a.key < b.key) ? -1 : 1));
	const tree: Tree = { teams: [], areas: [] };
	const visit = (team: TeamBelow, depth: number) => {
		const inside = children.get(team.id) ?? [];
		const span = { key: team.key, name: team.name, depth, from: tree.teams.length, teams: 0 };
		if (inside.length > 0 && depth > 0) tree.areas.push(span);
		if (team.eligible) tree.teams.push(team);
		for (const child of inside) visit(child, depth + 1);
		span.teams = tree.teams.length - span.from;
	};
	const area = below.find(({ id }) => id === areaId);
	// the whole organization is no team: its roots have no parent
	for (const top of area ? [area] : (children.get(null) ?? [])) visit(top, area ? 0 : 1);
	return { ...tree, areas: tree.areas.filter(({ teams }) => teams > 0) };
}
