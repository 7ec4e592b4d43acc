"""The studio: the web application in which people build, train, draw on and take away networks."""
