require('./entries.js')(require);
