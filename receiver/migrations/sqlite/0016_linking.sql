-- By what inspections are told to be of a row of the register.
CREATE INDEX inspections_by_register ON inspections (register_id);
CREATE INDEX inspections_by_tax ON inspections (tax_identity);
CREATE INDEX inspections_by_place ON inspections (place_identity);
