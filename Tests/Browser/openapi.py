"""/openapi.json is a valid OpenAPI document."""
from openapi_spec_validator import validate

from house import House

house = House()
document = house.get("/openapi.json")
validate(document)
print(f"{len(document['paths'])} paths, valid")
house.close()
