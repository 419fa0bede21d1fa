"""A release is sealed with something nobody outside knows"""

from alembic import op
import sqlalchemy as sa


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('release', sa.Column('salt', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('release', 'salt')
