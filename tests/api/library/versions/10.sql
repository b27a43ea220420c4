-- index ix_article_groups_name on article_groups
CREATE INDEX ix_article_groups_name ON article_groups (name);

-- index ix_articles_body_digest on articles
CREATE INDEX ix_articles_body_digest ON articles (body_digest);

-- index ix_articles_identity on articles
CREATE INDEX ix_articles_identity ON articles (identity);

-- index ix_articles_language on articles
CREATE INDEX ix_articles_language ON articles (language);

-- index ix_articles_published on articles
CREATE INDEX ix_articles_published ON articles (published);

-- index ix_articles_source on articles
CREATE INDEX ix_articles_source ON articles (source);

-- index ix_document_articles_article on document_articles
CREATE INDEX ix_document_articles_article ON document_articles (article);

-- index ix_document_paragraphs_article on document_paragraphs
CREATE INDEX ix_document_paragraphs_article ON document_paragraphs (article);

-- index ix_paragraphs_article on paragraphs
CREATE INDEX ix_paragraphs_article ON paragraphs (article);

-- index ix_paragraphs_digest on paragraphs
CREATE INDEX ix_paragraphs_digest ON paragraphs (digest);

-- index ix_publications_identity on publications
CREATE INDEX ix_publications_identity ON publications (identity);

-- index ix_publications_source on publications
CREATE INDEX ix_publications_source ON publications (source);

-- index ix_slack_answers_document on slack_answers
CREATE INDEX ix_slack_answers_document ON slack_answers (document);

-- index ix_slack_messages_done on slack_messages
CREATE INDEX ix_slack_messages_done ON slack_messages (done);

-- index slack_answers_thread on slack_answers
CREATE INDEX slack_answers_thread ON slack_answers (team, channel, thread);

-- index sqlite_autoindex_article_groups_1 on article_groups
automatic;

-- index sqlite_autoindex_articles_1 on articles
automatic;

-- index sqlite_autoindex_document_articles_1 on document_articles
automatic;

-- index sqlite_autoindex_document_paragraphs_1 on document_paragraphs
automatic;

-- index sqlite_autoindex_documents_1 on documents
automatic;

-- index sqlite_autoindex_facts_1 on facts
automatic;

-- index sqlite_autoindex_feedback_1 on feedback
automatic;

-- index sqlite_autoindex_keys_1 on keys
automatic;

-- index sqlite_autoindex_model_capabilities_1 on model_capabilities
automatic;

-- index sqlite_autoindex_model_exams_1 on model_exams
automatic;

-- index sqlite_autoindex_publications_1 on publications
automatic;

-- index sqlite_autoindex_request_counts_1 on request_counts
automatic;

-- index sqlite_autoindex_slack_bindings_1 on slack_bindings
automatic;

-- index sqlite_autoindex_slack_channels_1 on slack_channels
automatic;

-- index sqlite_autoindex_slack_groups_1 on slack_groups
automatic;

-- index sqlite_autoindex_slack_messages_1 on slack_messages
automatic;

-- index sqlite_autoindex_slack_threads_1 on slack_threads
automatic;

-- index sqlite_autoindex_vectors_1 on vectors
automatic;

-- table article_groups on article_groups
CREATE TABLE article_groups (
	article INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (article, name), 
	FOREIGN KEY(article) REFERENCES articles ("key") ON DELETE CASCADE
);

-- table articles on articles
CREATE TABLE articles (
	"key" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR NOT NULL, 
	identity VARCHAR NOT NULL, 
	body_digest VARCHAR NOT NULL, 
	title TEXT NOT NULL, 
	byline TEXT, 
	section TEXT, 
	source TEXT, 
	published DATETIME, 
	zone INTEGER, 
	url TEXT, 
	language VARCHAR, 
	added DATETIME NOT NULL, 
	UNIQUE (id)
);

-- table document_articles on document_articles
CREATE TABLE document_articles (
	document INTEGER NOT NULL, 
	article INTEGER NOT NULL, 
	PRIMARY KEY (document, article), 
	FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE, 
	FOREIGN KEY(article) REFERENCES articles ("key")
);

-- table document_paragraphs on document_paragraphs
CREATE TABLE document_paragraphs (
	document INTEGER NOT NULL, 
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (document, article, number), 
	FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE, 
	FOREIGN KEY(article) REFERENCES articles ("key")
);

-- table documents on documents
CREATE TABLE documents (
	"key" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR NOT NULL, 
	made DATETIME NOT NULL, 
	content TEXT NOT NULL, 
	owner VARCHAR, 
	UNIQUE (id)
);

-- table facts on facts
CREATE TABLE facts (
	name VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);

-- table feedback on feedback
CREATE TABLE feedback (
	document INTEGER NOT NULL, 
	reader VARCHAR NOT NULL, 
	rating VARCHAR NOT NULL, 
	reason TEXT, 
	made DATETIME NOT NULL, 
	PRIMARY KEY (document, reader), 
	FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
);

-- table full_text on full_text
CREATE VIRTUAL TABLE full_text USING fts5(marks, content = '', tokenize = 'ascii');

-- table full_text_config on full_text_config
CREATE TABLE 'full_text_config'(k PRIMARY KEY, v) WITHOUT ROWID;

-- table full_text_data on full_text_data
CREATE TABLE 'full_text_data'(id INTEGER PRIMARY KEY, block BLOB);

-- table full_text_docsize on full_text_docsize
CREATE TABLE 'full_text_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

-- table full_text_idx on full_text_idx
CREATE TABLE 'full_text_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

-- table keys on keys
CREATE TABLE keys (
	id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	made DATETIME NOT NULL, 
	revoked DATETIME, 
	expires DATETIME, 
	used DATETIME, 
	groups TEXT, 
	PRIMARY KEY (id)
);

-- table model_capabilities on model_capabilities
CREATE TABLE model_capabilities (
	endpoint VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	probe INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (endpoint, model, probe)
);

-- table model_exams on model_exams
CREATE TABLE model_exams (
	endpoint VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	exam VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (endpoint, model, exam)
);

-- table outbox on outbox
CREATE TABLE outbox (
	note INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article INTEGER NOT NULL, 
	stale TEXT NOT NULL
);

-- table paragraphs on paragraphs
CREATE TABLE paragraphs (
	"row" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	FOREIGN KEY(article) REFERENCES articles ("key") ON DELETE CASCADE
);

-- table publications on publications
CREATE TABLE publications (
	article INTEGER NOT NULL, 
	identity VARCHAR NOT NULL, 
	source TEXT, 
	url TEXT, 
	published DATETIME, 
	zone INTEGER, 
	PRIMARY KEY (article, identity), 
	FOREIGN KEY(article) REFERENCES articles ("key") ON DELETE CASCADE
);

-- table request_counts on request_counts
CREATE TABLE request_counts (
	caller VARCHAR NOT NULL, 
	process VARCHAR NOT NULL, 
	window INTEGER NOT NULL, 
	requests INTEGER NOT NULL, 
	PRIMARY KEY (caller, process, window)
);

-- table slack_answers on slack_answers
CREATE TABLE slack_answers (
	"key" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	team VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	thread VARCHAR NOT NULL, 
	document INTEGER NOT NULL, 
	FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
);

-- table slack_bindings on slack_bindings
CREATE TABLE slack_bindings (
	team VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	article INTEGER NOT NULL, 
	PRIMARY KEY (team, channel, article), 
	FOREIGN KEY(article) REFERENCES articles ("key") ON DELETE CASCADE
);

-- table slack_channels on slack_channels
CREATE TABLE slack_channels (
	team VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	kind VARCHAR, 
	bound BOOLEAN NOT NULL, 
	PRIMARY KEY (team, channel)
);

-- table slack_groups on slack_groups
CREATE TABLE slack_groups (
	reader VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (reader, name)
);

-- table slack_messages on slack_messages
CREATE TABLE slack_messages (
	team VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	ts VARCHAR NOT NULL, 
	event TEXT, 
	taken FLOAT NOT NULL, 
	held_until FLOAT NOT NULL, 
	tries INTEGER NOT NULL, 
	reply VARCHAR, 
	done FLOAT, 
	PRIMARY KEY (team, channel, ts)
);

-- table slack_threads on slack_threads
CREATE TABLE slack_threads (
	team VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	thread VARCHAR NOT NULL, 
	asker VARCHAR NOT NULL, 
	apart BOOLEAN NOT NULL, 
	expects VARCHAR, 
	PRIMARY KEY (team, channel, thread)
);

-- table sqlite_sequence on sqlite_sequence
CREATE TABLE sqlite_sequence(name,seq);

-- table texts on texts
CREATE TABLE texts (
	"row" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY ("row")
);

-- table vectors on vectors
CREATE TABLE vectors (
	digest BLOB NOT NULL, 
	embedder VARCHAR NOT NULL, 
	chunks INTEGER NOT NULL, 
	spans BLOB NOT NULL, 
	vectors BLOB NOT NULL, 
	signs BLOB NOT NULL, 
	ranges BLOB NOT NULL, 
	PRIMARY KEY (digest, embedder)
);

-- table vocabulary on vocabulary
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(full_text, row);
