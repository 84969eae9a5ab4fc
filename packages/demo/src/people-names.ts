/** First and last names that go together, by where they are at home; all invented, none of somebody known. */
export const NAMES: { first: string[]; last: string[] }[] = [
	{
		first: ['Amara', 'Chidi', 'Ngozi', 'Emeka', 'Folake', 'Tunde', 'Zainab', 'Kwame', 'Efua'],
		last: ['Okonjo', 'Adeyinka', 'Nwachukwu', 'Balogun', 'Owusu', 'Eze', 'Boateng', 'Okoro', 'Danjuma']
	},
	{
		first: ['Ingrid', 'Lars', 'Solveig', 'Mikkel', 'Astrid', 'Jonas', 'Sanna', 'Eero', 'Aino'],
		last: [
			'Lindqvist',
			'Haugen',
			'Mortensen',
			'Kallio',
			'Bergdahl',
			'Nygaard',
			'Rantanen',
			'Solberg',
			'Ekholm'
		]
	},
	{
		first: ['Priya', 'Arjun', 'Meera', 'Rohan', 'Kavya', 'Vikram', 'Ananya', 'Suresh', 'Leela'],
		last: [
			'Raghavan',
			'Deshpande',
			'Chatterjee',
			'Menon',
			'Bhatnagar',
			'Kulkarni',
			'Iyengar',
			'Saxena',
			'Gill'
		]
	},
	{
		first: ['Lucía', 'Mateo', 'Valentina', 'Joaquín', 'Inés', 'Rafael', 'Marisol', 'Tomás', 'Ximena'],
		last: [
			'Arriaga',
			'Belmonte',
			'Cisneros',
			'Quiroga',
			'Salcedo',
			'Villanueva',
			'Zamora',
			'Echeverri',
			'Montalvo'
		]
	},
	{
		first: ['Haruka', 'Kenji', 'Yui', 'Daichi', 'Naoko', 'Shota', 'Emi', 'Takumi', 'Rina'],
		last: [
			'Fujisawa',
			'Morikawa',
			'Ishibashi',
			'Kurosaki',
			'Nagata',
			'Sakuma',
			'Tachibana',
			'Hoshino',
			'Oyama'
		]
	},
	{
		first: ['Layla', 'Omar', 'Nadia', 'Karim', 'Samira', 'Yusuf', 'Hanan', 'Tariq', 'Rania'],
		last: ['Haddad', 'Mansouri', 'Benali', 'Khoury', 'Darwish', 'Sabbagh', 'Rahmani', 'Zidani', 'Farouki']
	},
	{
		first: ['Greta', 'Matthias', 'Annika', 'Jürgen', 'Lena', 'Ruben', 'Sofie', 'Pieter', 'Marlies'],
		last: [
			'Brandstetter',
			'van Houten',
			'Kessler',
			'Oberhuber',
			'Dijkman',
			'Feldkamp',
			'Schuurman',
			'Reinholz',
			'Vogt'
		]
	},
	{
		first: ['Zofia', 'Milan', 'Ivana', 'Bartosz', 'Katya', 'Luka', 'Oksana', 'Dragan', 'Petra'],
		last: [
			'Wiśniak',
			'Horvat',
			'Novotny',
			'Kovalenko',
			'Petrovski',
			'Zielonka',
			'Marinov',
			'Dvorsky',
			'Lisenko'
		]
	},
	{
		first: ['Mei', 'Jun', 'Xiulan', 'Wei', 'Hana', 'Minjun', 'Linh', 'Thanh', 'Seo-yeon'],
		last: ['Zhao', 'Cheung', 'Pham', 'Baek', 'Liang', 'Truong', 'Hwang', 'Fong', 'Duong']
	},
	{
		first: ['Niamh', 'Callum', 'Giulia', 'Étienne', 'Camille', 'Declan', 'Chiara', 'Rhys', 'Maëlle'],
		last: [
			'Kerrigan',
			'Fairbairn',
			'Bellandi',
			'Delacourt',
			'Marchetti',
			'Penhallow',
			'Rousselot',
			'Llewelyn',
			'Corrado'
		]
	}
];
